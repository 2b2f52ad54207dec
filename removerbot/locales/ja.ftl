### 人に見せるすべての文と、返信で使われる言葉。日本語。スマホで読むので短く。
###
### 用語
###   切り抜く、切り抜き   cut out, cutout
###   マス、マス目         cell, grid
###   指す、タップする     point at（言葉で場所を示す）, tap（指で触れる）
###   もの、被写体         thing。数えるときは「もの」
###   フチ                 outline
###   パック               sticker pack。写真は「片づける」
###   文体                 です・ます

## 返信で使う言葉。… は指された場所です。
## reply-keyboard は、ローマ字入力のまま打たれた母音の列名です（例：あ4）。

reply-without = …以外, …の代わりに, …を除く, …を除いて, …除く, …なし, …抜き, …抜きで, …じゃない, …ではない, …を消して, …を消してください, …消して, …を削除, …を削除して, …を削除してください, …削除, …いらない, …はいらない, …不要, …は不要, …のかわりに, …じゃなくて, …ではなく, …は余計, …は余計です, …が余計, …が余計です, …は余分, …は余分です, …が余分, …は含めない, …は含めないで, …は含めないでください, …入れないで, …入れないでください, …含めないで, …は必要ない, …は必要ありません, …を外して, …を外してください
reply-negation = ー…
reply-unclear = ないで, 周り, 隣, の間, の左, の右
reply-also = …と…, …や…, …及び…, …そして…, …プラス…
reply-box = …から…
reply-aside = マス…, ここ…, はい …, はい、…, …です, …でお願いします, …をお願いします, …お願いします, …お願い, …ください, …だけ, …のみ, …も, …を, …は, …が, …で, …に, …の, …まで, …のマス, …マス, …のところ, …のあたり, たぶん…, …かな, …かも, …だと思う, …だと思います, …にいる犬, …にいる猫, …にいる人, …の犬, …の猫, …の人
reply-keep = …を切り抜いて, …を切り抜いてください, …切り抜いて, …切り抜いてください, …を切り取って, …を切り取ってください, …をください, …も追加, …追加, …を追加, …を追加して, …も入れて, …を入れて, …を残して, …は残して, …が足りない, …が足りません, …が抜けてる, …が抜けている, …を選んで, …を選んでください, …が欲しい, …が欲しいです
reply-instead = いいえ…, いいえ、…, いや…, いや、…, 違う…, 違います…, 違います、…
reply-further = …も, …も追加, …追加, …を追加, …を追加して, …も入れて, …を入れて, …が足りない, …が足りません, …が抜けてる, …が抜けている
reply-swap = -…の代わりに…, -…のかわりに…, -…じゃなくて…, -…ではなく…, -…ではなくて…, -…でなく…, -…を…に変えて, -…を…に変えてください, -…を…に変更, -…を…に変更して, -…を…に変更してください, -…を…にして
reply-zoom = 拡大…, ズーム…, アップ…, …を拡大, …を拡大して, …拡大, …をズーム, …ズーム, …をアップ, …アップ
reply-undo = 元に戻す, 元に戻して, 戻す, 戻して, 取り消す, 取り消し, 取り消して
reply-bigger = 大きく, もっと大きく, もう少し大きく, 少し大きく, 大きくして, もっと大きくして, もう少し大きくして, 大きくしてください, もっと大きくしてください, もう少し大きくしてください, 広く, もっと広く
reply-smaller = 小さく, もっと小さく, もう少し小さく, 少し小さく, 小さくして, もっと小さくして, もう少し小さくして, 小さくしてください, もっと小さくしてください, もう少し小さくしてください, 狭く, もっと狭く
reply-main = 人, 犬, 猫, 車, 主役, 主役だけ, メイン, メインだけ, メインのもの, 被写体, 被写体だけ, 人物, 人物だけ, 人だけ, 人を切り抜いて, 人を切り抜いてください, 犬だけ, 犬を切り抜いて, 犬を切り抜いてください, 猫だけ, 猫を切り抜いて, 猫を切り抜いてください, 車だけ, 車を切り抜いて, 車を切り抜いてください, 商品, 商品だけ, 切り抜き, 切り抜きして, 切り抜きしてください, 切り抜きお願いします, 背景以外, 背景以外を切り抜いて
reply-sticker = ステッカー, ステッカーにして, ステッカーにしてください, ステッカー作って, ステッカーを作って, ステッカーを作ってください, スタンプ, スタンプにして, スタンプにしてください, スタンプ作って, スタンプを作って, スタンプを作ってください, シール
reply-thanks = ありがとう, ありがとうございます, ありがとうございました, どうもありがとう, どうもありがとうございます, どうも, ありがと, 感謝, 感謝します, サンキュー, 完璧, 完璧です, 最高, 最高です, すごい, すごいです, 素晴らしい, 素晴らしいです, いいね, いいですね, 助かります, 助かりました, お疲れ様, お疲れ様です
reply-hello = こんにちは, こんにちわ, こんばんは, こんばんわ, おはよう, おはようございます, はじめまして, やあ, ハロー, もしもし, よろしく, よろしくお願いします, あなたは誰, あなたは誰ですか, 誰ですか, 元気ですか
reply-help = ヘルプ, 助けて, 助けてください, 使い方, 使い方は, 使い方を教えて, 使い方を教えてください, 使い方がわからない, どうやって使うの, どうやって使いますか, どう使うの, どうすればいい, どうすればいいですか, どうすればいいの, どうやるの, 何ができる, 何ができるの, 何ができますか, なにができるの, これは何, これは何ですか, わからない, わかりません, 説明
reply-number = …番, …番の, …番目, …番目の, …枚目, …枚目の
reply-choice = …つ目, …つめ, …つ目の, …番の画像, …番で, …番目で, …番目がいい, …番がいい
reply-ordinal = 一つ目 1, ひとつ目 1, 最初の 1, 二つ目 2, ふたつ目 2, 三つ目 3, 四つ目 4, 五つ目 5
reply-colors = 白 white, 白色 white, ホワイト white, 黒 black, 黒色 black, ブラック black, 赤 red, 赤色 red, レッド red, えんじ maroon, オレンジ orange, オレンジ色 orange, 橙色 orange, 黄 yellow, 黄色 yellow, イエロー yellow, 黄緑 yellowgreen, 黄緑色 yellowgreen, 緑 green, 緑色 green, グリーン green, 深緑 darkgreen, ミント aquamarine, ミント色 aquamarine, ターコイズ turquoise, 水色 skyblue, 空色 skyblue, 青 blue, 青色 blue, ブルー blue, 紺 navy, 紺色 navy, ネイビー navy, 紫 purple, 紫色 purple, パープル purple, ピンク pink, ピンク色 pink, 桃色 pink, 灰色 gray, グレー gray, 茶 saddlebrown, 茶色 saddlebrown, ブラウン saddlebrown, ベージュ beige, 金 gold, 金色 gold, ゴールド gold, 銀 silver, 銀色 silver, シルバー silver, 白い white, 黒い black, 赤い red, 青い blue, 黄色い yellow, 茶色い saddlebrown
reply-background = 透明 none, 透明に none, 透明にして none, 透明にしてください none, 背景なし none, 背景を消して none, 背景を消してください none, 背景を削除 none, 背景削除 none, 背景透明 none, 背景を透明に none, 背景を透明にして none, 背景は透明 none, ぼかし blur, ぼかして blur, ぼかす blur, 背景をぼかして blur, 背景をぼかす blur, 背景ぼかし blur, 背景消して none, 背景消してください none, 背景を消す none, 背景を取って none, 背景を取ってください none, 背景を削除して none, 背景を削除してください none, 背景を除去 none, 背景除去 none, 背景を除去して none, 背景を取り除いて none, 背景を取り除いてください none, 背景を抜いて none, 背景抜き none, 背景を切り抜いて none, 背景を透明にしてください none, 背景透過 none, 背景を透過 none, 背景を透過して none, 背景を透過してください none, 背景透過して none, 背景をなくして none, 背景なしで none, 背景なしにして none, 背景いらない none, 背景はいらない none, 透過 none, 透過して none, 透過してください none, 透過PNG none, 写真の背景を消して none
reply-backdrop = 背景…, 背景は…, 背景を…, 背景が…, 背景色…, 背景色は…, 背景: …, …背景, …の背景, …背景で, …の背景で, …背景に, …の背景に, …に, …で, …にして, …にしてください, …に変えて, …に変えてください, …でお願いします, …お願いします, …です, …がいい, …がいいです, …してほしい, …してほしいです
reply-keyboard = aあ, iい, uう, eえ, oお
reply-spoken = エー a, ビー b, シー c, ディー d, イー e, エフ f, ジー g, エイチ h, アイ i, ジェー j, ジェイ j, ケー k, エル l, いち 1, 一 1, 二 2, 三 3, よん 4, 四 4, 五 5, 六 6, なな 7, 七 7, 八 8, 九 9, 十 10

language-name = 日本語

## 個人チャットとグループのコマンドメニュー、Telegramに表示されるボットの紹介

command-start = 使い方
command-help = 入力できるもの
command-auto = 切り抜けるものを表示
command-sticker = 返信先からステッカーを作る
command-pack = ステッカーパックの表示・名前の変更
command-remove = 返信先のステッカーをパックから外す
command-settings = 切り抜きの仕上げ方を選ぶ
command-cancel = 写真を片づける
command-privacy = 写真の取り扱い
command-mydata = 保存されている自分の記録を受け取る
command-forget = 保存されている自分の記録を消す
group-command-cut = 返信先の写真から切り抜く
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = このグループでみんなができること
group-command-help = { command-help }
about-short = 写真を送って、切り抜きたいものを指すだけ。背景が透明なPNGにしてお返しします。
about =
    写真から好きなものを切り抜きます。

    写真を送ると、マス目を重ねてお見せします。C4のようにマスの名前で返信すると、指したものを透明な背景でお返しします。

## コマンドへの返事

start =
    こんにちは！写真を送ってください。指したものを切り抜きます。

    1. 写真を送ります。
    2. マス目を重ねてお見せします。
    3. C4のように、マスの名前で返信します。
    4. 背景が透明なPNGが届きます。

    きれいに仕上げるには、写真をファイルとして送ってください。
start-page =
    こんにちは！写真を送ってください。タップしたものを切り抜きます。

    1. 写真を送ります。
    2. 写真の下の「{ button-page }」を押し、切り抜きたいものをタップします。
    3. 背景が透明なPNGが届きます。

    C4のように、マスの名前で返信しても大丈夫です。きれいに仕上げるには、写真をファイルとして送ってください。
help-page = いちばん簡単なのは、写真の下の「{ button-page }」を押して、切り抜きたいものをタップする方法です。文字でも指せます：

help =
    写真を送って、切り抜きたいものを指してください。

    C4 – マスひとつ
    C4 D5 – 同じもののマスをいくつか
    640,360 – ピクセル（端の目盛りを参照）
    50%,40% – パーセントでの位置
    B2:F7 – ものを囲む枠
    C4 -A1 – C4を含み、A1を除く
    C4 + F2 – ふたつのものを一緒に

    拡大 C4 – 近くで見る
    2: C4 – アルバムの2枚目で

    切り抜きに返信すると、直せます。

    D5 – ここも含める
    -A1 – ここは除く
    + F2 – ほかのものも加える
    元に戻す – ひとつ前に戻る
    もっと大きく、もっと小さく – 範囲を広げる、狭める
    オレンジ、#ff8800 – 背景の色。写真で返信すると、それが背景に
    透明、ぼかし – 背景なし、または写真をぼかした背景

    /auto は切り抜けるものを表示します。番号を選んでください。写真の下の 🎯 は、主役を切り抜きます。

    切り抜きの下には、ステッカー用のボタンがあります。ステッカーに絵文字で返信すると、その絵文字がつきます。ほかにも：

    /sticker 😀 – ステッカーを作る、パックに入れる
    /sticker オレンジ – その色のフチをつける
    /pack – パックを見る。/pack 新しい名前 で名前を変更
    /remove – パックから外す

    /settings – 切り抜きの仕上げ方を選ぶ

    写真の説明にC4と書いて送っても大丈夫です。書き間違えたら、メッセージを編集してください。返事も直します。

    グループでは、写真に /cut@{ $bot } か /cut@{ $bot } C4 で返信してください。

    そのまま書けば最新の写真を、前の写真に返信すればその写真を切り抜きます。
    /cancel は写真を片づけ、/privacy は写真の取り扱いを説明します。
privacy =
    写真はメモリ内で処理し、ディスクには保存しません。{ $engine ->
        [ray] 切り抜きは、このボットの運営者のコンピューターで行います。ほかのサービスには送りません。
       *[local] 切り抜きは、ボットが動いているコンピューターで行います。ほかのサービスには送りません。
    }

    { $days }日間保存するもの：写真が届いたメッセージの番号、写真と切り抜きのTelegramでのファイル識別子、ファイルの名前とサイズ、指した場所。再起動のあとも続けられるようにするためです。

    変更されるまで保存するもの：切り抜きの仕上げ方と、選んだ言語。ステッカーについては、見た目とパック、誰が追加したか。ボットが外されたグループの記録は消します。

    返事をするまで保存するもの：書かれた内容。メッセージの番号は{ $journal_days }日間保存します。{ $counts ->
        [on] 1日の回数に上限があるため、その日の切り抜きの回数も{ $journal_days }日間保存します。
       *[off] { "" }
    }{ $storage ->
        [on] ボットがいないチャットへの切り抜きは、運営者のチャットを経由し、削除されるまでそこに残ります。
       *[off] { "" }
    }

    /mydata は保存されている記録をすべてお送りし、/cancel は写真を片づけ、/forget はこれらをすべて消します。グループのステッカー、今日の回数、運営者がブロックまたは許可した記録だけは残ります。{ $page ->
        [none] { "" }
       *[other] ウェブで読む：{ $page }
    }
mydata = 保存されている記録のすべてです。消すには /forget を、残るものを知るには /privacy を送ってください。
mydata-private = ここでは、ほかの人にも見えてしまいます。個人チャットで /mydata を送ってください。
forgotten = 完了しました。写真とメッセージについて保存していた記録を消しました。メッセージそのものは、ご自分で削除できます。
cancelled =
    { $count ->
        [0] 片づける写真はありません。いつでも写真を送ってください。
       *[other] 写真{ $count }枚を片づけました。いつでも次の写真を送ってください。
    }

group-start =
    このグループの写真に /cut@{ $bot } で返信し、続けて私に、C4のようなマスの名前で返信してください。

    下のコマンドにも私の名前をつけてください。メニューなら自動でつきます。

    /cut C4 – すぐに切り抜く
    /auto – 切り抜けるもの
    /sticker 😀 – ステッカーを作る
    /pack – グループのステッカー
    /remove – パックから外す
    /settings – 管理者用

    私に見えるのは、私宛てのものだけです。管理者にはすべて見えるので、必要なときだけ管理者にしてください。

## 写真と切り抜き

preview-short = 何を切り抜きますか？
preview = 何を切り抜きますか？{ $cell }のようなマスの名前か、{ $pixel }のようなピクセルで返信してください。
album-pages = タップでも選べます。写真の番号：
album = どの写真の何を切り抜きますか？{ $number }: { $cell }のように番号とマスを書くか、写真にマスの名前で返信してください。
preview-points = いまのところ { $points }。含める場所は{ $cell }、除く場所は-{ $cell }のように返信してください。
preview-add = いまのところ { $points }。ほかに切り抜くもののマスを、{ $cell }のように返信してください。
proposals = こんなものが見つかりました。切り抜きたいものの番号を押してください。
tap-cell = 切り抜くもののマスをタップしてください。
tap-closer = 近くで見たいマスをタップしてください。
cutout = { $points } – できました。
cutout-advice = イメージと違いますか？このメッセージに、含めるマスはそのまま、除くマスは-A1のように返信してください。
cutout-advice-page = イメージと違いますか？「{ button-correct }」を押してください。含めるマスはそのまま、除くマスは-A1のように返信しても直せます。
cutout-guess = いちばんそれらしいものを選びました。もっと大きい、または小さい範囲なら、下のボタンで選べます。
cutout-ask = いちばんそれらしいものを選びました。違うものでしたら、次の画像をご覧ください。
choose = もしかして、この中のどれかですか？
choice-stale = その後、答えが変わりました。いちばん新しいものに返信してください。
welcome = どういたしまして！いつでも次の写真を送ってください。
hello = こんにちは！写真からものを切り抜きます。写真を送って、C4のようなマスの名前で返信するか、「{ button-main }」を押してください。ほかにできること：/help
partial = ファイルが途中で切れていて、写真の一部がありません。ある部分だけを使いました。
first-frame = 動く画像なので、最初のコマを使いました。
fit-deflated = Telegramにはファイルが大きすぎたので、さらに圧縮しました。ピクセルはそのままです。
fit-trimmed = Telegramにはファイルが大きすぎたので、空白の端を切り落としました。
fit-webp = PNGではTelegramに大きすぎるので、空白の端を切り落としたWEBPにしました。
more = ここでの選択は、この切り抜きだけに使います。今後の分は /settings で選べます。写真や、オレンジ、#ff8800のような色で返信すると、背景になります。
look = 確認用です。すべてのピクセルはファイルにあります。
likes = 切り抜きをどう仕上げますか？ここで選んだものは、これからの写真すべてに使います。
languages = どの言語でお答えしましょうか？

## 運営者が許可する人

stranger = こんにちは！このボットは招待制です。運営者をご存じなら、この番号を伝えると使えるようになります：{ $id }
stats =
    直近24時間：{ $people }人、写真{ $photos }枚、プレビューと切り抜き{ $cuts }件。
    指せる写真：{ $kept }枚。未回答：{ $waiting }件。
    モデル：{ $model }（{ $device }）。{ $failed ->
        [none] { "" }
       *[other] ⚠️ 停止中：{ $failed }。
    }
    主役を探すモデル：{ $subject ->
        [off] オフ
        [idle] まだ必要がないため未読み込み
        [loading] 取得中または読み込み中
       *[other] { $subject }
    }
stats-chart = この{ $days }日間：🟦 人数、🟩 切り抜き、🟧 返事までの秒数、🟥 お断り。
blocked = { $id } をブロックしました。再び許可するには /allow { $id }
allowed = { $id } を許可しました。取り消すには /block { $id }
whom = 誰ですか？コマンドの後に番号を書くか、その人のメッセージにコマンドで返信してください。運営者はブロックできません。

## ボタン

button-smaller = − 小さく
button-bigger = + 大きく
button-points = 指した場所
button-cutout = 切り抜きを見る
button-page = 👆 タップして選ぶ
button-correct = 👆 タップで直す
button-main = 🎯 主役を切り抜く
button-auto = ✨ 自動
button-tap = マスをタップ
button-zoom = 拡大
button-finer = 細かいマス
button-back = ← 戻る
button-add = + 被写体
button-undo = ↩ 元に戻す
button-restart = 最初から
button-more = その他…
button-less = ← 閉じる

button-edge-hard = くっきり
button-edge-soft = なめらか
button-edge-fine = 細やか
button-grow-less = − 縮める
button-grow-more = + 広げる
button-crop-none = 全体
button-crop-trim = 余白なし
button-crop-square = 正方形
button-outline-white = 白フチ
button-outline-black = 黒フチ
button-shadow = 影
button-background-none = 透明
button-background-white = 白
button-background-black = 黒
button-background-blur = ぼかし
button-background-photo = 別の写真
button-as-photo = 写真で送る
button-language = 🌐 { language-name }
button-language-app = Telegramと同じ

button-sticker = ステッカー
button-add-to-pack = ➕ パックに入れる
button-pack = パックを開く
button-take-out = ↩ パックから外す
button-start = ボットを開始して戻る
button-style = 🎨 フチ
button-files = ファイルで送る
button-no-outline = フチなし
button-thin = 細い
button-medium = 普通
button-thick = 太い
button-shadow-on = 影をつける
button-shadow-off = 影なし
button-format-webp-lossless = 可逆圧縮

## ステッカーとグループ

sticker-files = ほかのメッセンジャーで使える、WEBPとPNGのステッカーです。
added = パック「{ $title }」に入れました。
added-link = パック「{ $title }」に入れました：{ $link }
removed = パックから外しました。
retitled = パックの名前を「{ $title }」にしました。
emoji-set = ステッカーの絵文字を変えました：{ $emoji }
pack-title = マイステッカー
pack-line =
    { $title } – ステッカー{ $count }枚
    { $link }
rules = タップすると、ここでみんなができることを変えられます。
rule-all-answer = 誰でも写真を指せる
rule-asker-answers = 頼んだ人だけが写真を指せる
rule-all-add = 誰でもパックに追加できる
rule-admins-add = 管理者だけがパックに追加できる
rule-quiet = 🤫 プレビューは頼んだ人だけに
rule-loud = 📣 プレビューは全員に

## ボットがいないチャット

inline-more = 最近の切り抜き – もうひとつ作る
inline-none = 切り抜きはまだありません – 写真を送ってください
guest-wait = 少々お待ちください。切り抜いています…
guest-private = ここにはファイルを送れません。この写真の続きは、私とのチャットでどうぞ：
guest-sticker = ステッカーをファイルでお送りします。
guest-not-yours = 私を呼んだ人だけが押せます。ご自分で呼ぶには、写真に私の名前で返信してください。
guest-no-files = このチャットにはステッカーを送れません。私とのチャットに写真を送ってください。
guest-as-chat = ここではグループやチャンネルの名義には答えられません。ご自身の名前で呼んでください。
button-open = 写真を開く
button-send-sticker = ステッカーで送る

## 順番待ちのときと、返事が届かなかったかもしれないとき

ahead =
    { $count ->
        [0] 少々お待ちください。次があなたの番です。
       *[other] 少々お待ちください。前に{ $count }件あります。
    }
unsure = 返事を送りましたが、届いたかどうかTelegramから知らせがありません。見当たらなければ、ボタンを押してください。
button-again = もう一度送る

## 直せる問題

error-nothing-to-cut = 切り抜けるのは、写真、ファイルで送った画像、動かないステッカーです。動画や音声、文章はできません。写真に返信してください。
error-no-photo-named = 写真にこのコマンドで返信すると、そこから切り抜きます。
error-only-who-asked = このグループでは、頼んだ人だけがその写真を指せます。ご自分で頼むには、写真に /cut で返信してください。
error-admins-only = これができるのは、このグループの管理者だけです。管理者に頼んでください。
no-media-here = このグループでは、写真、ファイル、ステッカーを送ることが許可されていません。許可するか私を管理者にするよう管理者に頼んで、もう一度お試しください。
error-not-a-color = 知らない色です。オレンジのような名前か、#ff8800、#f80、rgb(255, 136, 0) のように書いてください。
error-not-emoji = /sticker の後には、絵文字か色だけを書けます。例：/sticker 😀 オレンジ。何も書かなくても大丈夫です。
error-too-many-emoji = ステッカーにつけられる絵文字は{ $limit }個までです。少し減らしてください。
error-no-sticker-named = 切り抜き、写真、動かないステッカーのどれかに、このコマンドで返信してください。
error-already-in-pack = このステッカーは、もうパックに入っています。
error-not-in-pack = このチャットのパックにないステッカーです。パックにあるものに返信してください。
error-not-your-sticker = これができるのは、ステッカーを追加した人とグループの管理者だけです。
error-no-pack = まだパックがありません。ステッカーを作って追加すると、パックができます。
error-empty-title = その名前では何も見えません。文字か絵文字を入れてください。
error-owner-must-start = パックの持ち主は、私を開始した人でなければなりません。ステッカーの下のボタンで開始すると、パックはあなたのものになります。
error-pack-unavailable =
    { $kind ->
        [emoji] Telegramではその絵文字のステッカーを登録できません。ステッカーに別の絵文字（😀など）で返信してから、もう一度お試しください。
       *[other] いまTelegramがステッカーを受け付けていません。1分ほどしてからもう一度お試しください。
    }

error-not-an-image = 読み込めません。写真を送るか、画像をファイル（JPEG、PNG、WEBP、GIF、HEIC、AVIF、TIFF、BMP）で送ってください。
error-raw-photo = カメラのRAWファイルで、中にはごく小さな画像しかありません。JPEG（画質を保つならTIFFかPNG）に書き出して、ファイルで送ってください。
error-damaged-image = 画像が壊れているか、欠けています。もう一度送るか、別の画像を送ってください。
error-file-too-large = ファイルが{ $megabytes } MBあります。受け取れるのは{ $limit } MBまでです。ファイルではなく写真として送るか、小さくしてください。
error-too-many-pixels = { $width } × { $height }ピクセルの画像です。受け取れるのは{ $limit }メガピクセルまでです。ファイルではなく写真として送るか、小さくしてください。
error-too-heavy = この画像は開くのに時間がかかりすぎます。ファイルではなく写真として送るか、普通のJPEGで保存し直してください。
error-unreadable-reply =
    { $kind ->
        [number] どの画像の番号ですか？番号のある画像に返信するか、{ $example }のようにマスの名前を書いてください。
       *[other] 場所がわかりません。{ $example }のようにマスの名前を書いてください。ほかの書き方：/help
    }
error-nothing-to-keep = それでは除くところしかわかりません。{ $example }のように、残したいもののマスも書いてください。私はものを切り抜き、残りを消します。
error-no-other-size = そこにはほかの大きさが見つかりません。足りないマスを{ $example }のように、余分なマスを-{ $example }のように返信してください。
error-moving-picture =
    { $kind ->
        [gif] 動く画像です。/cut で返信すると、最初のコマから切り抜きます。別の場面がよければ、そこで止めてスクリーンショットを送ってください。
       *[other] 動画は切り抜けません。いい場面で止めてスクリーンショットを撮り、写真として送ってください。
    }
error-photo-elsewhere = そこにある写真は取得できません。私に転送するか、ここに送ってから、その写真に返信してください。
error-nothing-to-enlarge = これ以上は拡大できません。マスの名前で返信するか、戻ってください。
error-too-many-points = 点が{ $limit }個を超えています。1個から3個で十分です。もう一度お試しください。
error-too-many-objects = 一度に切り抜けるのは{ $limit }個までです。減らしてください。
error-outside-photo = { $given } は写真の外です。マスは{ $last_cell }まで、ピクセルは{ NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }までです。
error-nothing-found = そこには切り抜けるものが見つかりません。切り抜きたいものの真ん中のマスか、その中のマスをふたつ指してみてください。
error-which-photo = どの写真ですか？2: { $example }のように番号を前に書くか、その写真に返信してください。
error-no-such-photo = このアルバムに、切り抜ける{ $number }番の写真はありません。番号は写真の隅にあります。
error-no-open-job = どの写真のことかわかりません。写真を送るか、マス目のある写真に返信してください。
error-stale-button = このボタンの写真は、もう片づけられました。写真をもう一度送ってください。
error-stale-pass = このページを開いてから時間がたちすぎました。閉じて、写真の下のボタンから開き直してください。
error-not-your-photo = 参加していないチャットの写真です。私に直接送っていただければ、切り抜きます。
error-photo-gone = その写真はもう取得できません。もう一度送ってください。
error-background-gone = 背景の写真はもう取得できません。別の背景を選ぶか、もう一度写真で返信してください。
error-daily-limit-reached = 今日の分の{ $limit }回を使い切りました。また明日どうぞ。
error-cutout-too-large = 切り抜きが{ $megabytes } MBあり、Telegramで送れる{ $limit } MBを超えています。小さい写真を送るか、もっと小さい部分を指してください。
error-too-many-requests = 少々お待ちください。先に送られたものを処理しています。少ししてからもう一度お試しください。

## こちら側の問題

error-engine-busy = いま混み合っています。1分ほどしてから、もう一度お試しください。返事のなかった写真は、もう一度送ってください。
error-engine-timeout = すみません、時間がかかりすぎました。もう一度お試しください。返事のなかった写真は、もう一度送ってください。
error-engine-failed = すみません、切り抜き中に問題が起きました。もう一度お試しください。返事のなかった写真は、もう一度送ってください。
error-storage-gone = すみません、記録が失われたため続けられません。まず運営者の対応が必要です。後でもう一度お試しください。
error-unexpected = すみません、こちらで問題が起きました。もう一度お試しください。

## 写真をタップするページ

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = タップして選ぶ
page-hint = 切り抜きたいものをタップしてください。
page-done = 完了
page-undo = 元に戻す
page-smaller = 小さく
page-bigger = 大きく
page-side = タップしたときの動作
page-size = サイズ
page-coach = 3つの指し方
page-coach-tap = 切り抜きたいものをタップします。もう一度タップすると追加できます。
page-coach-drag = 1本の指で、まわりに枠を描きます。
page-coach-pinch = 2本の指で広げると、近くで見られます。
page-understood = わかりました
page-add = 追加
page-remove = 除く
page-form = 何を作りますか
page-document = PNG
page-sticker = ステッカー
page-photo = 写真。矢印キーで十字を動かし、Enterでタップ、Rで追加と除外の切り替え、Backspaceで元に戻す、プラスとマイナスで拡大と縮小。
page-loading = 写真を読み込んでいます…
page-looking = 探しています…
page-lit = 選択しました
page-points = 点：
page-first = 先に、切り抜きたいものをタップしてください。
page-sending = 送信しています…
page-sent = チャットへ送りました。
page-outside = このページは、チャットにある写真の下のボタンから開いてください。
page-offline = 接続がありません。もう一度お試しください。
