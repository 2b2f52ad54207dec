### 봇이 하는 모든 말과 사람들이 쓰는 말, 한국어. 휴대폰에서 읽으므로 짧게 씁니다.
###
### 용어
###   오리다, 오려 드려요   cut out. ‘누끼’는 봇을 찾는 분들을 위해 소개에만 써요
###   결과                 cutout, 오려서 보낸 그림
###   칸, 격자             cell, grid
###   짚다, 누르다         글로 자리를 알려 주는 것, 손가락으로 누르는 것
###   물체, 오릴 것        thing; 여러 개를 셀 때는 물체
###   테두리               outline
###   팩                   sticker pack; ‘치우다’는 사진에 써요
###   말투                 어디서나 해요체

## 답장에 쓰는 말. …는 짚은 자리입니다.

reply-without = …빼고, …대신, …빼기, …빼, …말고, …제외, …없이, …빼줘, …빼 줘, …빼줘요, …빼주세요, …빼 주세요, …제외하고, …제외해줘, …제외해 주세요, …지워줘, …지워 줘, …지워주세요, …지워 주세요, …제거, …제거해줘, …제거해 주세요, …빼고 오려줘, …빼고 오려 줘, …빼고 오려주세요, …빼고 오려 주세요, …없애줘, …없애 줘, …없애주세요, …없애 주세요, …삭제, …삭제해줘, …삭제해 주세요, …지워, …필요없어, …필요 없어, …필요없어요, …필요 없어요, …빼고 다, …말고 다, …은 아니야, …는 아니야, …아니에요, …아니예요, …아닌데, …아닌데요, …포함하지 마, …포함하지 마세요, …포함하지 말고, …빼야 해, …빼야 해요, …빼야 돼, …빼야 돼요, …넣지 마, …넣지 마세요, …넣지 말아줘, …빠져야 해, …빠져야 해요, …너무 많아, …이 너무 많아, …가 너무 많아, …치워줘, …치워 줘, …날려줘, …날려 줘, …제거요
reply-unclear = 지 마, 지마, 지 말, 지말, 옆, 사이, 주변
reply-also = …그리고…, …하고…, …와…, …과…, …이랑…, …랑…, …및…, …넣고…, …더하기…
reply-box = …에서…, …부터…
reply-aside = 칸 …, 여기 …, 저기 …, 네 …, 넵 …, 응 …, 음 …, 아 …, …까지, …좀, …번, …만요, … 둘 다, … 둘다, … 전부, …요, …이요, …이에요, …예요, …입니다, …은, …는, …을, …를, …만, …도, …도요, …로, …으로, …칸, …번칸, …부분, …쪽, …해줘, …해주세요, …부탁해, …부탁해요, …부탁드려요, …부탁합니다, …해 줘, …해 주세요, 그냥 …, 혹시 …, 아마 …, 그럼 …, 그러면 …, …부탁드립니다, …근처, …인 것 같아, …인 것 같아요, …같아요, …에 있는 거, …에 있는 것, …에 있는 강아지, …에 있는 고양이, …에 있는 사람, …에 있는 물건, …에 있어, …에 있어요, …선택, …선택할게요, …할게요, …할게, …골라줘, …골라 줘, …골라주세요, …골라 주세요, …원해, …원해요, …좀 해줘, …좀 해 주세요, …용, …염, …여, …이용, …이욤, …해주세여, …부탁드려용, …부탁드려여
reply-keep = …주세요, …오려줘, …오려주세요, …잘라줘, …잘라주세요, …따줘, …따주세요, …넣고, …추가, …추가해줘, …추가해주세요, …넣어줘, …넣어주세요, …포함, …포함해줘, …오려 줘, …오려 주세요, …잘라 줘, …잘라 주세요, …따 줘, …따 주세요, …추가해 주세요, …넣어 줘, …넣어 주세요, …남기고, …남겨줘, …남겨 줘, …빠졌어, …빠졌어요, …가 빠졌어, …가 빠졌어요, …이 빠졌어, …이 빠졌어요
reply-instead = 아니 …, 아니요 …, 아니야 …, …로 바꿔줘, …로 바꿔 줘, …로 바꿔주세요, …로 바꿔 주세요
reply-further = …도, …도요, …추가, …추가해줘, …추가해주세요, …추가해 주세요, …넣어줘, …넣어주세요, …넣어 줘, …넣어 주세요, …포함, …포함해줘, …빠졌어, …빠졌어요
reply-swap = -…를 …로 바꿔줘, -…를 …으로 바꿔줘, -…을 …로 바꿔줘, -…을 …으로 바꿔줘, -… …로 바꿔줘, -… …으로 바꿔줘, -…를 …로 바꿔 줘, -…를 …으로 바꿔 줘, -…을 …로 바꿔 줘, -…을 …으로 바꿔 줘, -… …로 바꿔 줘, -… …으로 바꿔 줘, -…를 …로 바꿔주세요, -…를 …으로 바꿔주세요, -…을 …로 바꿔주세요, -…을 …으로 바꿔주세요, -… …로 바꿔주세요, -… …으로 바꿔주세요, -…를 …로 바꿔 주세요, -…를 …으로 바꿔 주세요, -…을 …로 바꿔 주세요, -…을 …으로 바꿔 주세요, -… …로 바꿔 주세요, -… …으로 바꿔 주세요, -…를 …로 바꿔, -…를 …으로 바꿔, -…을 …로 바꿔, -…을 …으로 바꿔, -… …로 바꿔, -… …으로 바꿔, -…를 …로 변경해줘, -…를 …으로 변경해줘, -…을 …로 변경해줘, -…을 …으로 변경해줘, -… …로 변경해줘, -… …으로 변경해줘, -…를 …로 변경해 주세요, -…를 …으로 변경해 주세요, -…을 …로 변경해 주세요, -…을 …으로 변경해 주세요, -… …로 변경해 주세요, -… …으로 변경해 주세요, -… 대신 …, -… 대신에 …, -… 말고 …, -…가 아니라 …, -…이 아니라 …, -… 아니고 …, -…가 아니고 …, -…이 아니고 …
reply-zoom = 확대…, …확대, …확대해줘, …확대해 줘, …확대해주세요, …확대해 주세요, …크게 보여줘, …크게 보기, …가까이, …자세히
reply-undo = 되돌리기, 되돌려, 되돌려줘, 되돌려 줘, 되돌려주세요, 되돌려 주세요, 되돌려요, 되돌려봐, 되돌려 봐, 되돌리기요, 취소, 취소해줘, 취소해 줘, 취소해주세요, 취소해 주세요, 실행 취소, 실행취소, 뒤로, 이전으로, 원래대로
reply-bigger = 더 크게, 더크게, 좀 더 크게, 좀더 크게, 조금 더 크게, 조금만 더 크게, 약간 더 크게, 더 넓게, 좀 더 넓게
reply-smaller = 더 작게, 더작게, 좀 더 작게, 좀더 작게, 조금 더 작게, 조금만 더 작게, 약간 더 작게, 더 좁게, 좀 더 좁게
reply-main = 사람, 강아지, 고양이, 주인공, 주인공만, 피사체, 피사체만, 메인, 메인만, 인물, 인물만, 사람만, 사람들만, 강아지만, 고양이만, 차만, 물건만, 제품만, 상품만, 배경 말고, 배경 말고 다, 배경 빼고 다, 배경만 빼고, 나만 오려줘, 저만 오려 주세요, 사람 오려줘, 사람 오려 줘, 사람 오려주세요, 사람 오려 주세요, 사람 따줘, 사람 따 주세요, 사람 잘라줘, 사람 잘라 주세요, 사람을 오려줘, 사람을 오려 줘, 사람을 오려주세요, 사람을 오려 주세요, 사람을 따줘, 사람을 따 주세요, 사람을 잘라줘, 사람을 잘라 주세요, 강아지 오려줘, 강아지 오려 줘, 강아지 오려주세요, 강아지 오려 주세요, 강아지 따줘, 강아지 따 주세요, 강아지 잘라줘, 강아지 잘라 주세요, 강아지를 오려줘, 강아지를 오려 줘, 강아지를 오려주세요, 강아지를 오려 주세요, 강아지를 따줘, 강아지를 따 주세요, 강아지를 잘라줘, 강아지를 잘라 주세요, 고양이 오려줘, 고양이 오려 줘, 고양이 오려주세요, 고양이 오려 주세요, 고양이 따줘, 고양이 따 주세요, 고양이 잘라줘, 고양이 잘라 주세요, 고양이를 오려줘, 고양이를 오려 줘, 고양이를 오려주세요, 고양이를 오려 주세요, 고양이를 따줘, 고양이를 따 주세요, 고양이를 잘라줘, 고양이를 잘라 주세요, 이거 잘라줘, 이거 잘라 줘, 이거 잘라주세요, 이거 잘라 주세요, 이거 오려줘, 이거 오려 줘, 이거 오려주세요, 이거 오려 주세요, 이거 따줘, 이거 따 줘, 이거 따주세요, 이거 따 주세요, 이것 좀 오려 주세요, 이거 좀 오려줘, 이거 좀 잘라줘, 이거 좀 따줘
reply-sticker = 스티커, 스티커로, 스티커 만들어, 스티커 만들어줘, 스티커 만들어 줘, 스티커 만들어주세요, 스티커 만들어 주세요, 스티커로 만들어줘, 스티커로 만들어 줘, 스티커로 만들어주세요, 스티커로 만들어 주세요, 스티커 만들기, 이모티콘 만들어줘, 이모티콘 만들어 줘, 이모티콘으로 만들어줘
reply-thanks = 고마워, 고마워요, 고맙습니다, 고마웡, 고맙, 정말 고마워, 정말 고마워요, 정말 고맙습니다, 진짜 고마워, 너무 고마워, 감사, 감사해, 감사해요, 감사합니다, 감사드려요, 감사드립니다, 정말 감사합니다, 너무 감사합니다, 감사합니당, 감사염, 땡큐, 땡스, ㄱㅅ, ㄳ, 완벽, 완벽해, 완벽해요, 완벽하네요, 최고, 최고예요, 최고다, 대박, 굿, 굳, 좋아, 좋아요, 좋네요, 좋다, 너무 좋아요, 아주 좋아요, 잘했어, 잘했어요, 수고했어, 수고했어요, 수고하셨습니다, 예쁘다, 예뻐요, 예쁘네요, 멋지다, 멋져요, 신기하다, 짱
reply-hello = 안녕, 안뇽, 안녕하세요, 안녕하세용, 안녕하십니까, 하이, 하이요, 헬로, 헬로우, ㅎㅇ, 반가워, 반가워요, 반갑습니다, 처음 뵙겠습니다, 좋은 아침, 좋은 아침이에요, 시작, 잘 지내, 누구세요, 넌 누구야, 너는 누구야, 누구야, 봇이야
reply-help = 도움말, 도움, 도와줘, 도와 줘, 도와줘요, 도와주세요, 도와 주세요, 사용법, 사용법 알려줘, 사용법 알려 줘, 사용법 알려주세요, 사용법 알려 주세요, 사용 방법, 사용방법, 어떻게 써, 어떻게 써요, 어떻게 쓰는 거야, 어떻게 쓰는거야, 어떻게 쓰나요, 어떻게 사용해, 어떻게 사용해요, 어떻게 사용하나요, 어떻게 해, 어떻게 해요, 어떻게 하나요, 어떻게 하는 거야, 어떻게 하는거야, 뭐 할 수 있어, 뭐 할 수 있어요, 뭘 할 수 있어, 뭘 할 수 있어요, 무엇을 할 수 있어, 무엇을 할 수 있나요, 뭐해, 뭐 하는 봇이야, 뭐하는 봇이야, 이게 뭐야, 이건 뭐야, 모르겠어, 모르겠어요, 설명해줘, 설명해 줘, 명령어, 헬프
reply-choice = …번 거, …번거, …번째 거, …번째거, …번째 것, …번 사진, …번 그림, …번으로, …번째로, …번째 거로, …번째 걸로, …번 걸로, … 거, … 거로, … 걸로, … 것, … 것으로
reply-ordinal = 하나 1, 둘 2, 셋 3, 넷 4, 첫번째 1, 첫 번째 1, 첫째 1, 두번째 2, 두 번째 2, 둘째 2, 세번째 3, 세 번째 3, 셋째 3, 네번째 4, 네 번째 4, 다섯번째 5, 다섯 번째 5, 여섯번째 6, 여섯 번째 6
reply-colors = 하양 white, 하얀색 white, 흰색 white, 검정 black, 검은색 black, 까만색 black, 검정색 black, 빨강 red, 빨간색 red, 주황 orange, 주황색 orange, 노랑 yellow, 노란색 yellow, 초록 green, 초록색 green, 녹색 green, 연두 yellowgreen, 연두색 yellowgreen, 파랑 blue, 파란색 blue, 하늘색 skyblue, 남색 navy, 보라 purple, 보라색 purple, 분홍 pink, 분홍색 pink, 핑크 pink, 회색 gray, 갈색 saddlebrown, 금색 gold, 은색 silver, 베이지 beige, 민트 aquamarine, 민트색 aquamarine, 흰 white, 하얀 white, 검은 black, 까만 black, 빨간 red, 빨강색 red, 노란 yellow, 노랑색 yellow, 파란 blue, 파랑색 blue, 푸른색 blue, 하늘 skyblue, 화이트 white, 블랙 black, 레드 red, 오렌지 orange, 오렌지색 orange, 옐로 yellow, 옐로우 yellow, 그린 green, 블루 blue, 네이비 navy, 퍼플 purple, 핑크색 pink, 그레이 gray, 브라운 saddlebrown, 골드 gold, 실버 silver, 연분홍 lightpink, 연분홍색 lightpink, 연핑크 lightpink, 진분홍 deeppink, 진분홍색 deeppink, 연노랑 lightyellow, 연노란색 lightyellow, 연한 노란색 lightyellow, 연파랑 lightblue, 연한 파랑 lightblue, 연한 파란색 lightblue, 밝은 파란색 lightblue, 진파랑 darkblue, 진한 파랑 darkblue, 진한 파란색 darkblue, 어두운 파란색 darkblue, 군청색 midnightblue, 연초록 lightgreen, 연한 초록 lightgreen, 연한 초록색 lightgreen, 연녹색 lightgreen, 진초록 darkgreen, 진한 초록 darkgreen, 진한 초록색 darkgreen, 진녹색 darkgreen, 청록 teal, 청록색 teal, 옥색 aquamarine, 카키 olive, 카키색 olive, 진한 빨간색 darkred, 진빨강 darkred, 자주 mediumvioletred, 자주색 mediumvioletred, 와인색 maroon, 다홍 crimson, 다홍색 crimson, 주홍 orangered, 주홍색 orangered, 살구색 peachpuff, 연보라 plum, 연보라색 plum, 진보라 indigo, 진보라색 indigo, 라벤더 lavender, 연회색 lightgray, 밝은 회색 lightgray, 진회색 dimgray, 어두운 회색 dimgray, 쥐색 dimgray, 밤색 saddlebrown, 고동색 saddlebrown, 베이지색 beige, 아이보리 ivory, 아이보리색 ivory, 크림색 cornsilk, 하얗게 white, 희게 white, 까맣게 black, 검게 black, 빨갛게 red, 파랗게 blue, 노랗게 yellow
reply-background = 투명 none, 투명하게 none, 투명한 none, 배경 없이 none, 배경 없애 none, 배경 제거 none, 배경 빼고 none, 배경 빼 none, 배경 지워 none, 배경 투명 none, 배경 투명하게 none, 누끼 none, 흐리게 blur, 흐림 blur, 흐린 blur, 블러 blur, 배경 흐리게 blur, 배경 흐림 blur, 배경 블러 blur, 배경제거 none, 배경삭제 none, 배경 삭제 none, 배경지워 none, 누끼 따 none, 누끼따 none, 배경 좀 지워 none, 배경 좀 제거 none, 배경 좀 없애 none, 배경 좀 빼 none, 배경 날려 none, 배경 좀 날려 none, 배경 투명화 none, 배경 없애기 none, 배경 지우기 none, 배경 따 none, 배경 없이 해 none, 배경 없는 사진 none, 배경 제거 가능해 none, 배경 제거 가능한가요 none, 배경 제거 가능할까요 none, 배경 지워줄래 none, 배경 지워줄래요 none, 배경 제거하고 싶어 none, 배경 제거하고 싶어요 none, 배경없애 none, 배경 제거하기 none, 배경 제거 부탁드립니다 none, 배경 지워 주실래요 none, 배경 지워 줄래 none, 배경은 지워 none, 배경을 지워 none, 누끼 좀 none, 누끼 좀 따 none, 누끼좀 따 none, 누끼 따기 none, 누끼컷 none, 누끼 제거 none, 누끼 작업 none, 누끼 따줄래 none, 누끼 따줄 수 있어 none, 배경없이 none, 배경 없게 none, 배경없게 none
reply-backdrop = 배경…, 배경은…, 배경을…, 배경색…, 배경색은…, 배경: …, …배경, …배경으로, …배경색, …바탕, …바탕으로, …으로, …로, …요, …이요, …해줘, …해 줘, …해주세요, …해 주세요, …바꿔줘, …바꿔 줘, …바꿔주세요, …바꿔 주세요, …넣어줘, …넣어 줘, …넣어주세요, …넣어 주세요, …깔아줘, …깔아 줘, …줘, …주세요, … 줘, … 주세요, …부탁해요, …부탁드려요, 이거 …, 이 사진 …, 사진 …, 여기서 …, …부탁해, …부탁드립니다, …해줄래, …해 줄래, …해줄 수 있어, …해줄 수 있나요, …해 주실 수 있나요, …줄래, …줄래요, …좀, …좀요
reply-number = …번, …번째, …번 사진, …번째 사진, 사진 …
reply-keyboard = aㅁ, bㅠ비, cㅊ씨, dㅇ디, eㄷㄸ, fㄹ, gㅎ, hㅗ, iㅑ, jㅓ, kㅏ, lㅣ, mㅡ, nㅜ, oㅐㅒ, pㅔㅖ, qㅂㅃ, rㄱㄲ, sㄴ, tㅅㅆ, uㅕ, vㅍ, wㅈㅉ, xㅌ, yㅛ, zㅋ
reply-spoken = 에이 a, 시 c, 에프 f, 지 g, 에이치 h, 아이 i, 제이 j, 케이 k, 엘 l, 일 1, 이 2, 삼 3, 사 4, 오 5, 육 6, 칠 7, 팔 8, 구 9, 십 10, 십일 11, 십이 12

language-name = 한국어

## 명령어와 봇 소개

command-start = 사용 방법
command-help = 입력할 수 있는 것
command-auto = 오릴 만한 것 찾기
command-sticker = 답장한 것으로 스티커 만들기
command-pack = 스티커 팩 보기, 이름 바꾸기
command-remove = 답장한 스티커를 팩에서 빼기
command-settings = 결과를 어떻게 받을지 고르기
command-cancel = 사진 치우기
command-privacy = 사진은 어떻게 다뤄지나요
command-mydata = 보관된 내 기록 받기
command-forget = 보관된 내 기록 지우기
group-command-cut = 답장한 사진에서 오리기
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = 이 그룹에서 누구나 할 수 있는 것
group-command-help = { command-help }
about-short = 사진을 보내고 원하는 곳을 짚으시면, 누끼를 따듯 오려서 배경이 투명한 PNG로 드려요.
about =
    사진에서 원하는 것만 오려 드려요. 누끼 따기를 대신해 드리는 봇이에요.

    사진을 보내 주시면 격자를 얹어 보여 드려요. C4처럼 칸 이름으로 답장하시면, 짚으신 것을 배경이 투명한 이미지로 돌려 드려요.

## 명령어에 대한 대답

start =
    안녕하세요! 사진을 보내 주시면, 짚어 주신 것만 오려 드려요.

    1. 사진을 보내 주세요.
    2. 격자를 얹은 사진을 보여 드려요.
    3. C4처럼 칸 이름으로 답장해 주세요.
    4. 배경이 투명한 PNG를 받으세요.

    원본 화질을 원하시면 사진을 파일로 보내 주세요.
start-page =
    안녕하세요! 사진을 보내 주시면, 눌러 주신 것만 오려 드려요.

    1. 사진을 보내 주세요.
    2. 사진 아래 ‘{ button-page }’ 버튼을 누르고, 오릴 것을 눌러 주세요.
    3. 배경이 투명한 PNG를 받으세요.

    C4처럼 격자의 칸 이름으로 답장하셔도 돼요. 원본 화질을 원하시면 사진을 파일로 보내 주세요.
help-page = 가장 쉬운 방법은 사진 아래 ‘{ button-page }’ 버튼을 누르고 오릴 것을 누르는 거예요. 글로 쓰셔도 돼요.

help =
    사진을 보내고, 오릴 것을 짚어 주세요.

    C4 – 격자의 한 칸
    C4 D5 – 같은 물체의 여러 칸
    640,360 – 픽셀 (가장자리의 눈금 참고)
    50%,40% – 백분율 위치
    B2:F7 – 물체를 둘러싼 상자
    C4 -A1 – C4는 넣고 A1은 빼기
    C4 + F2 – 두 물체를 함께

    zoom C4 (또는 C4 확대) – 가까이 보기
    2: C4 – 앨범의 두 번째 사진에서

    결과에 답장하시면 고쳐 드려요.

    D5 – 여기도 넣기
    -A1 – 여기는 빼기
    + F2 – 다른 물체도 함께
    되돌리기 – 바로 전으로
    더 크게, 더 작게 – 더 넓게, 더 좁게 오리기
    주황 (또는 #ff8800) – 배경색 넣기, 사진으로 답장하시면 그 사진이 배경
    투명, 흐리게 – 배경 없애기, 흐린 사진을 배경으로

    /auto – 오릴 만한 것을 찾아 번호로 보여 드려요. 사진 아래 🎯 버튼은 사진의 주인공을 바로 오려요.

    결과마다 스티커 버튼이 있어요. 스티커에 이모지로 답장하시면 그 이모지를 붙여요. 이렇게도 답장할 수 있어요.

    /sticker 😀 – 스티커를 만들거나 팩에 넣기
    /sticker 주황 – 그 색으로 테두리 두르기
    /pack – 내 팩 보기, /pack 새 이름 – 이름 바꾸기
    /remove – 팩에서 빼기

    /settings – 결과를 어떻게 받을지 고르기

    사진 설명에 C4처럼 쓰셔도 돼요. 잘못 쓰셨다면 쓰신 글을 수정해 주세요. 답도 고쳐 드려요.

    그룹에서는 사진에 /cut@{ $bot } 이나 /cut@{ $bot } C4 로 답장해 주세요.

    그냥 쓰시면 최근 사진을, 이전 사진에 답장하시면 그 사진을 오려요.
    /cancel 은 사진을 치우고, /privacy 는 사진을 어떻게 다루는지 알려 드려요.
privacy =
    사진은 메모리에서만 처리되고 디스크에 저장되지 않아요. { $engine ->
        [ray] 오리기는 이 봇을 운영하는 분의 컴퓨터들에서 하며, 다른 서비스로 보내지 않아요.
       *[local] 오리기는 봇이 도는 컴퓨터에서 하며, 다른 서비스로 보내지 않아요.
    }

    { $days }일 동안 보관하는 것: 사진이 온 메시지 번호, 사진과 결과의 텔레그램 파일 식별자, 파일 이름과 크기, 짚으신 자리. 재시작한 뒤에도 이어서 하실 수 있게 하려는 것이에요.

    바꾸실 때까지 보관하는 것: 결과를 어떻게 받으실지, 고르신 언어. 스티커는 모양과 팩, 누가 넣었는지를 보관해요. 저를 내보낸 그룹에 대한 것은 모두 지워요.

    답할 때까지 보관하는 것: 쓰신 글. 그 번호는 { $journal_days }일 동안 보관해요.{ $counts ->
        [on] { " " }하루에 오릴 수 있는 횟수가 정해져 있어서, 그날 오린 횟수도 { $journal_days }일 동안 보관해요.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }제가 없는 대화방에 드리는 결과는 운영자의 대화방을 거쳐 가며, 지울 때까지 거기 남아 있어요.
       *[off] { "" }
    }

    /mydata 는 보관된 내 기록을 모두 보내 드리고, /cancel 은 사진을 치우고, /forget 은 이 모든 것을 지워요. 그룹의 스티커, 오늘 오린 횟수, 운영자가 차단하거나 허용한 기록만 남아요.{ $page ->
        [none] { "" }
       *[other] { " " }웹에서 보기: { $page }
    }
mydata = 보관된 내 기록 전부예요. 지우시려면 /forget 을, 무엇이 남는지 보시려면 /privacy 를 보내 주세요.
mydata-private = 여기서는 다른 분들도 보시게 돼요. 저와의 1:1 대화에서 /mydata 를 보내 주세요.
forgotten = 다 지웠어요. 사진과 메시지에 대해 보관하던 것이 이제 없어요. 대화방의 메시지는 직접 지우실 수 있어요.
cancelled =
    { $count ->
        [0] 치울 사진이 없어요. 언제든 사진을 보내 주세요.
       *[other] 사진 { $count }장을 치웠어요. 언제든 새 사진을 보내 주세요.
    }

group-start =
    이 방의 사진에 /cut@{ $bot } 로 답장하시고, 그다음 저에게 C4처럼 칸 이름으로 답장해 주세요.

    아래 명령어에도 제 이름을 붙여 주세요. 메뉴에서 고르시면 저절로 붙어요.

    /cut C4 – 바로 오리기
    /auto – 오릴 만한 것 찾기
    /sticker 😀 – 스티커 만들기
    /pack – 그룹의 스티커 팩
    /remove – 팩에서 빼기
    /settings – 관리자용 설정

    저에게 보내신 것만 보여요. 관리자로 만드시면 모든 메시지가 보이니 꼭 필요할 때만 그렇게 해 주세요.

## 사진과 결과

preview-short = 무엇을 오릴까요?
preview = 무엇을 오릴까요? { $cell }처럼 칸 이름으로, 또는 { $pixel }처럼 픽셀로 답장해 주세요.
album-pages = 직접 눌러서 고르실 수도 있어요. 사진 번호:
album = 어느 사진에서 무엇을 오릴까요? { $number }: { $cell }처럼 사진 번호와 칸을 적거나, 사진에 칸으로 답장해 주세요.
preview-points = 지금까지 { $points }. 더 넣을 곳은 { $cell }처럼, 뺄 곳은 -{ $cell }처럼 답장해 주세요.
preview-add = 지금까지 { $points }. 더 오릴 물체의 칸을 { $cell }처럼 답장해 주세요.
proposals = 이런 것들이 보여요. 오릴 것의 번호를 눌러 주세요.
tap-cell = 오릴 것이 있는 칸을 눌러 주세요.
tap-closer = 가까이 볼 칸을 눌러 주세요.
cutout = { $points } – 여기 있어요.
cutout-advice = 마음에 안 드시나요? 이 메시지에 답장해 주세요. 더 넣을 칸은 그대로, 뺄 칸은 -A1처럼 쓰시면 돼요.
cutout-advice-page = 마음에 안 드시나요? ‘{ button-correct }’ 버튼을 눌러 보세요. 칸으로 답장하셔도 돼요. 더 넣을 칸은 그대로, 뺄 칸은 -A1처럼 쓰시면 돼요.
cutout-guess = 가장 그럴듯한 것으로 골라 봤어요. 더 크거나 작은 것을 원하셨다면 아래 버튼을 눌러 보세요.
cutout-ask = 가장 그럴듯한 것으로 골라 봤어요. 다른 것을 원하셨다면 다음 그림을 봐 주세요.
choose = 혹시 이 중에 원하시는 것이 있나요?
choice-stale = 그사이 답이 바뀌었어요. 가장 최근 결과에 답장해 주세요.
welcome = 별말씀을요! 다음 사진도 언제든 보내 주세요.
hello = 안녕하세요! 저는 사진에서 물체를 오려 내요. 사진을 보내시고, 오릴 것의 칸 이름을 C4처럼 답장하시거나 ‘{ button-main }’ 버튼을 눌러 주세요. 다른 기능: /help
partial = 파일이 중간에 끊겨 있어요. 남아 있는 부분으로 했고, 빈 부분은 파일에 없는 거예요.
first-frame = 움직이는 그림이라서 첫 장면으로 했어요.
fit-deflated = 텔레그램에 보내기에는 파일이 너무 커서 더 촘촘히 압축했어요. 픽셀은 그대로예요.
fit-trimmed = 텔레그램에 보내기에는 파일이 너무 커서 빈 가장자리를 잘라 냈어요.
fit-webp = 텔레그램에 PNG로 보내기에는 너무 커서, 빈 가장자리를 잘라 낸 WEBP로 보내 드려요.
more = 여기서 고르신 것은 이 결과에만 써요. 앞으로 계속 쓰시려면 /settings 에서 골라 주세요. 주황, #ff8800 같은 색이나 사진으로 답장하시면 배경이 돼요.
look = 빠르게 보기용이에요. 모든 픽셀은 파일에 있어요.
likes = 결과를 어떻게 드릴까요? 여기서 고르신 것은 앞으로 보내시는 모든 사진에 써요.
languages = 어떤 언어로 답해 드릴까요?

## 운영자가 들여보내는 사람

stranger = 안녕하세요! 이 봇은 초대받은 분만 쓰실 수 있어요. 운영자를 아신다면 이 번호를 알려 주세요: { $id }
stats =
    최근 24시간: { $people }명, 사진 { $photos }장, 미리보기와 결과 { $cuts }개.
    짚을 수 있는 사진: { $kept }장. 아직 답하지 않은 메시지: { $waiting }개.
    모델: { $model }, 장치: { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ 멈춘 장치: { $failed }.
    }
    주인공을 찾는 모델: { $subject ->
        [off] 꺼져 있어요
        [idle] 아직 쓸 일이 없어 켜지 않았어요
        [loading] 받거나 켜는 중이에요
       *[other] { $subject }
    }
stats-chart = 최근 { $days }일: 🟦 사용한 분, 🟩 오린 횟수, 🟧 답까지 걸린 시간(초), 🟥 들어 드리지 못한 부탁.
blocked = 이제 { $id }에게 답하지 않아요. 다시 들이려면 /allow { $id }
allowed = 이제 { $id }에게 답해요. 그만두려면 /block { $id }
whom = 누구인가요? 명령어 뒤에 번호를 쓰시거나, 그분의 메시지에 답장으로 명령어를 보내 주세요. 운영자는 차단할 수 없어요.

## 버튼

button-smaller = − 더 작게
button-bigger = + 더 크게
button-points = 짚은 곳
button-cutout = 결과 보기
button-page = 👆 직접 눌러서 고르기
button-correct = 👆 눌러서 고치기
button-main = 🎯 주인공만 오리기
button-auto = ✨ 자동
button-tap = 칸 누르기
button-zoom = 확대
button-finer = 더 촘촘하게
button-back = ← 뒤로
button-add = + 물체
button-undo = ↩ 되돌리기
button-restart = 처음부터
button-more = 더 보기…
button-less = ← 접기

button-edge-hard = 또렷한 경계
button-edge-soft = 부드럽게
button-edge-fine = 섬세하게
button-grow-less = − 줄이기
button-grow-more = + 키우기
button-crop-none = 원래 크기
button-crop-trim = 여백 자르기
button-crop-square = 정사각형
button-outline-white = 흰 테두리
button-outline-black = 검은 테두리
button-shadow = 그림자
button-background-none = 투명
button-background-white = 흰색
button-background-black = 검정
button-background-blur = 흐리게
button-background-photo = 다른 사진
button-as-photo = 사진으로 보기
button-language = 🌐 { language-name }
button-language-app = 텔레그램과 같게

button-sticker = 스티커
button-add-to-pack = ➕ 팩에 넣기
button-pack = 팩 열기
button-take-out = ↩ 다시 빼기
button-start = 봇을 시작하고 돌아오기
button-style = 🎨 테두리
button-files = 파일로 받기
button-no-outline = 테두리 없음
button-thin = 얇게
button-medium = 보통
button-thick = 두껍게
button-shadow-on = 그림자 넣기
button-shadow-off = 그림자 빼기
button-format-webp-lossless = 무손실

## 스티커와 그룹

sticker-files = 다른 메신저에서 쓸 수 있는 WEBP와 PNG 스티커예요.
added = ‘{ $title }’ 팩에 넣었어요.
added-link = ‘{ $title }’ 팩에 넣었어요: { $link }
removed = 팩에서 뺐어요.
retitled = 팩 이름을 바꿨어요: { $title }
emoji-set = 스티커의 이모지를 바꿨어요: { $emoji }
pack-title = 내 스티커
pack-line =
    { $title } – 스티커 { $count }개
    { $link }
rules = 누르면 이 방에서 누구나 할 수 있는 것을 바꿔요.
rule-all-answer = 누구나 사진을 짚을 수 있음
rule-asker-answers = 요청한 사람만 사진을 짚을 수 있음
rule-all-add = 누구나 팩에 넣을 수 있음
rule-admins-add = 관리자만 팩에 넣을 수 있음
rule-quiet = 🤫 미리보기는 요청한 사람에게만
rule-loud = 📣 미리보기는 모두에게

## 제가 없는 대화방

inline-more = 최근 결과예요. 하나 더 만들기
inline-none = 아직 결과가 없어요. 사진을 보내 주세요
guest-wait = 잠시만요, 오리고 있어요…
guest-private = 여기에는 파일을 보낼 수 없어요. 저와의 대화방에서 이 사진으로 이어서 해 주세요.
guest-sticker = 스티커를 파일로 드려요.
guest-not-yours = 저를 부르신 분만 누를 수 있어요. 사진에 제 이름으로 답장해 직접 불러 주세요.
guest-no-files = 이 대화방에는 스티커를 보낼 수 없어요. 저와의 대화방으로 사진을 보내 주세요.
guest-as-chat = 여기서는 그룹이나 채널 이름으로 부르시면 답할 수 없어요. 본인 이름으로 불러 주세요.
button-open = 사진 열기
button-send-sticker = 스티커로 보내기

## 순서를 기다릴 때, 답이 사라졌을지 모를 때

ahead =
    { $count ->
        [0] 잠시만요, 바로 다음 차례예요.
       *[other] 잠시만요, 앞에 { $count }건이 있어요.
    }
unsure = 답을 보냈는데 도착했는지 텔레그램이 알려 주지 않았어요. 답이 안 보이면 버튼을 눌러 주세요.
button-again = 다시 보내기

## 고칠 수 있는 문제

error-nothing-to-cut = 동영상, 음성, 글에서는 오릴 수 없어요. 사진이나 파일로 보낸 이미지, 움직이지 않는 스티커에 답장해 주세요.
error-no-photo-named = 사진에 이 명령어로 답장하시면 오려 드려요.
error-only-who-asked = 이 그룹에서는 요청한 사람만 그 사진을 짚을 수 있어요. 사진에 /cut 으로 답장해 직접 요청해 주세요.
error-admins-only = 이 그룹의 관리자만 할 수 있어요. 관리자에게 부탁해 주세요.
no-media-here = 이 그룹에서는 제가 사진, 파일, 스티커를 보낼 수 없어요. 허용해 주거나 저를 관리자로 만들어 달라고 관리자에게 부탁하고 다시 해 주세요.
error-not-a-color = 모르는 색이에요. 주황 같은 이름이나 #ff8800, #f80, rgb(255, 136, 0)처럼 써 주세요.
error-not-emoji = /sticker 뒤에는 이모지나 색만 쓰실 수 있어요. 예: /sticker 😀 주황. 비워 두셔도 돼요.
error-too-many-emoji = 스티커 하나에 이모지는 { $limit }개까지예요. 조금 줄여 주세요.
error-no-sticker-named = 결과나 사진, 움직이지 않는 스티커에 이 명령어로 답장해 주세요.
error-already-in-pack = 이 스티커는 이미 팩에 있어요.
error-not-in-pack = 이 방의 팩에 없는 스티커예요. 팩에 있는 스티커에 답장해 주세요.
error-not-your-sticker = 스티커를 넣은 사람과 그룹 관리자만 할 수 있어요.
error-no-pack = 아직 팩이 없어요. 스티커를 만들어 넣으면 생겨요.
error-empty-title = 눈에 보이는 글자가 없어요. 글자나 이모지가 있는 이름을 써 주세요.
error-owner-must-start = 팩에는 주인이 필요한데, 저와 대화를 시작하신 분만 주인이 될 수 있어요. 스티커 아래 버튼을 눌러 시작하시면 팩이 만들어져요.
error-pack-unavailable =
    { $kind ->
        [emoji] 텔레그램이 그 이모지로는 스티커를 받아 주지 않아요. 스티커에 😀 같은 다른 이모지로 답장한 다음 다시 해 보세요.
       *[other] 지금은 텔레그램이 스티커를 받지 않아요. 1분쯤 뒤에 다시 해 주세요.
    }

error-not-an-image = 읽을 수 없는 파일이에요. 사진을 보내시거나, 이미지(JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF, BMP)를 파일로 보내 주세요.
error-raw-photo = 카메라의 RAW 파일인데, 안에 아주 작은 미리보기밖에 없어요. JPEG로 내보내서(화질을 그대로 살리려면 TIFF나 PNG로) 파일로 보내 주세요.
error-damaged-image = 이미지가 손상되었거나 잘렸어요. 다시 보내 주시거나 다른 사진을 보내 주세요.
error-file-too-large = 파일이 { $megabytes } MB예요. { $limit } MB까지 받을 수 있어요. 파일 대신 사진으로 보내시거나 크기를 줄여 주세요.
error-too-many-pixels = { $width } × { $height } 픽셀 이미지예요. { $limit } 메가픽셀까지 받을 수 있어요. 파일 대신 사진으로 보내시거나 크기를 줄여 주세요.
error-too-heavy = 이 이미지는 풀어내는 데 너무 많은 작업이 필요해요. 파일 대신 사진으로 보내 주시거나 일반 JPEG로 다시 저장해 보내 주세요.
error-unreadable-reply =
    { $kind ->
        [number] 어느 그림에 있는 번호인가요? 그 그림에 번호로 답장하시거나, { $example }처럼 격자의 칸 이름을 써 주세요.
       *[other] 어디인지 모르겠어요. { $example }처럼 격자의 칸 이름을 써 주세요. 다른 방법: /help
    }
error-nothing-to-keep = 뺄 곳만 말씀하셨어요. 남길 것의 칸도 { $example }처럼 써 주세요. 저는 물체를 오려 내고 나머지는 비워 드려요.
error-no-other-size = 그 자리에는 다른 크기가 없어요. 모자란 칸은 { $example }처럼, 넘치는 칸은 -{ $example }처럼 답장해 주세요.
error-moving-picture =
    { $kind ->
        [gif] 움직이는 그림이네요. /cut 으로 답장하시면 첫 장면에서 오려 드려요. 다른 장면이 좋다면 그 순간에 멈추고 화면을 캡처해서 보내 주세요.
       *[other] 동영상에서는 오릴 수 없어요. 마음에 드는 순간에 멈추고 화면을 캡처해서 사진으로 보내 주세요.
    }
error-photo-elsewhere = 거기 있는 사진은 가져올 수 없어요. 사진을 저에게 전달하시거나 여기로 보내신 다음, 그 사진에 답장해 주세요.
error-nothing-to-enlarge = 이보다 더 가까이 볼 수는 없어요. 칸을 짚으시거나 뒤로 가 주세요.
error-too-many-points = 점이 { $limit }개를 넘어요. 한 개에서 세 개면 충분하니 다시 짚어 주세요.
error-too-many-objects = 한 번에 오릴 수 있는 것은 { $limit }개까지예요. 더 적게 짚어 주세요.
error-outside-photo = { $given } 자리는 사진 밖이에요. 칸은 { $last_cell }까지, 픽셀은 { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }까지예요.
error-nothing-found = 그 자리에서는 오릴 것을 찾지 못했어요. 물체 한가운데의 칸이나, 물체 위의 칸 두 개를 짚어 보세요.
error-which-photo = 어느 사진인가요? 2: { $example }처럼 앞에 번호를 적거나, 그 사진에 답장해 주세요.
error-no-such-photo = 이 앨범에 오릴 수 있는 { $number }번 사진은 없어요. 번호는 사진 구석에 있어요.
error-no-open-job = 어느 사진인지 모르겠어요. 사진을 보내시거나, 격자가 있는 사진에 답장해 주세요.
error-stale-button = 이 버튼의 사진은 이미 치워졌어요. 사진을 다시 보내 주세요.
error-stale-pass = 이 화면을 연 지 너무 오래됐어요. 닫고 사진 아래 버튼으로 다시 열어 주세요.
error-not-your-photo = 들어가 계시지 않은 대화방의 사진이에요. 저에게 직접 보내 주시면 오려 드려요.
error-photo-gone = 그 사진을 더는 불러올 수 없어요. 다시 보내 주세요.
error-background-gone = 배경 사진을 더는 불러올 수 없어요. 다른 배경을 고르시거나 사진으로 다시 답장해 주세요.
error-daily-limit-reached = 오늘 몫인 { $limit }번을 다 쓰셨어요. 내일 다시 와 주세요.
error-cutout-too-large = 오린 파일이 { $megabytes } MB인데, 텔레그램으로는 { $limit } MB까지만 보낼 수 있어요. 더 작은 사진을 보내 주시거나 더 작은 부분을 골라 주세요.
error-too-many-requests = 잠시만요, 앞서 보내신 것을 아직 처리하고 있어요. 조금 뒤에 다시 해 주세요.

## 우리 쪽 문제

error-engine-busy = 지금 할 일이 너무 많아요. 1분쯤 뒤에 다시 해 주세요. 답을 못 받은 사진은 한 번 더 보내 주세요.
error-engine-timeout = 죄송해요, 너무 오래 걸려서 멈췄어요. 다시 한번 해 주세요. 답을 못 받은 사진은 한 번 더 보내 주세요.
error-engine-failed = 죄송해요, 오리다가 문제가 생겼어요. 다시 한번 해 주세요. 답을 못 받은 사진은 한 번 더 보내 주세요.
error-storage-gone = 죄송해요, 기록을 잃어버려서 계속할 수 없어요. 봇을 운영하는 분이 먼저 고쳐야 하니, 나중에 다시 해 주세요.
error-unexpected = 죄송해요, 제 쪽에서 문제가 생겼어요. 다시 해 주세요.

## 사진을 누르는 화면

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = 직접 눌러서 고르기
page-hint = 오릴 것을 눌러 주세요.
page-done = 완료
page-undo = 되돌리기
page-smaller = 더 작게
page-bigger = 더 크게
page-side = 누르면 하는 일
page-size = 크기
page-coach = 고르는 세 가지 방법
page-coach-tap = 오릴 것을 눌러 주세요. 또 누르면 더해져요.
page-coach-drag = 한 손가락으로 둘레에 상자를 그려 주세요.
page-coach-pinch = 두 손가락으로 벌리면 가까이 보여요.
page-understood = 알겠어요
page-add = 더하기
page-remove = 빼기
page-form = 무엇으로 만들까요
page-document = PNG
page-sticker = 스티커
page-photo = 사진. 화살표 키로 십자를 옮기고 Enter로 눌러요. R은 더하기와 빼기를 바꾸고, Backspace는 되돌리고, 더하기와 빼기 기호는 확대와 축소예요.
page-loading = 사진을 불러오는 중…
page-looking = 찾는 중…
page-lit = 선택됨
page-points = 점:
page-first = 먼저 오릴 것을 눌러 주세요.
page-sending = 보내는 중…
page-sent = 대화방으로 보냈어요.
page-outside = 대화방에서 사진 아래 버튼으로 이 화면을 열어 주세요.
page-offline = 연결이 없어요. 다시 시도해 주세요.
