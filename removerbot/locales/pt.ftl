### Tudo o que o bot diz e as palavras que as pessoas usam, em português do Brasil. Frases
### curtas: são lidas no celular.
###
### Glossário
###   recortar, recorte         cut out, cutout
###   quadrado, grade           cell, grid
###   apontar, tocar            com palavras; com o dedo
###   objeto, o que…            thing; ao contar, sempre `objeto`
###   borda                     edge, o limite do recorte
###   contorno                  outline, a linha em volta de um recorte ou figurinha
###   figurinha, pacote         sticker, pack; `descartar` é para as fotos
###   tratamento                você

## Palavras nas respostas. … é o lugar apontado.

reply-without = sem …, menos …, exceto …, tira …, tirar …, tire …, mas sem …, remove …, remova …, remover …, apaga …, apague …, apagar …, exclui …, … sobra, tudo menos …, tudo exceto …, … não faz parte, … nao faz parte, … não pertence, … está a mais, … tá a mais, … está demais, … é demais, … está errado
reply-negation = não …, nao …, mas não …, não quero …, nao quero …
reply-unclear = ao lado, acima, abaixo, atrás, entre, em volta, ao redor
reply-also = … e …, … também …
reply-box = … a …, … até …, … ate …, … até o quadrado …
reply-aside = por favor …, … por favor, … pfv, … pf, … por gentileza, … obrigado, … obrigada, … valeu, em …, na …, quadrado …, o quadrado …, no quadrado …, sim …, é …, está em …, desde …, de …, do …, do quadrado …, … também, você pode …, vc pode …, pode …, poderia …, consegue …, acho que …, talvez …, … eu acho, … da foto, … dessa foto, … desta foto, … da imagem
reply-keep = só …, somente …, apenas …, recorta …, recorte …, recortar …, corta …, quero …, adiciona …, adicione …, inclui …, mantém …, mantenha …, … só, … apenas, falta …, … falta, faltou …, preciso …, queria …, quero só …, escolhe …, seleciona …, gostaria …
reply-instead = não， …, nao， …, quero dizer …, quis dizer …, melhor …, em vez disso …, … em vez disso
reply-further = … também, adiciona …, adicione …, inclui …, falta …, … falta, faltou …
reply-swap = troca -… por …, troque -… por …, substitui -… por …, substitua -… por …, muda -… para …, mude -… para …, … em vez de -…, … ao invés de -…, … no lugar de -…, em vez de -… …, ao invés de -… …
reply-zoom = ampliar…, amplie…, amplia…, aproximar…, aproxime…, aproxima…, zoom em …, zoom no …, zoom na …
reply-undo = desfazer, desfaz, desfaça, desfaca
reply-bigger = maior, mais grande, um pouco maior, deixa maior, deixe maior, ainda maior, aumenta, aumente
reply-smaller = menor, mais pequeno, um pouco menor, deixa menor, deixe menor, ainda menor, diminui, diminua
reply-main = o principal, o objeto principal, objeto principal, a pessoa, as pessoas, o homem, a mulher, a menina, o menino, a criança, o bebê, o cachorro, o gato, o animal, o carro, o objeto, o produto, o primeiro plano, pessoa, cachorro, gato, homem, mulher, criança, me recorta, tudo menos o fundo
reply-sticker = figurinha, uma figurinha, um sticker, um adesivo, adesivo, faz uma figurinha, faça uma figurinha, fazer figurinha, faz figurinha, transforma em figurinha, transforme em figurinha, cria uma figurinha, como figurinha
reply-thanks = obrigado, obrigada, muito obrigado, muito obrigada, brigado, brigada, obg, vlw, valeu, ótimo, perfeito, perfeita, show, legal, maravilha, maravilhoso, adorei, amei, muito bom, bom trabalho
reply-hello = oi, oii, oi bot, olá, ola, opa, e aí, bom dia, boa tarde, boa noite, tudo bem, tudo bom, como vai, quem é você, quem é vc, você é um bot
reply-help = ajuda, me ajuda, me ajude, preciso de ajuda, socorro, como funciona, como funciona isso, como usa, como usar, como eu uso, como uso, o que você faz, o que vc faz, o que você pode fazer, o que vc pode fazer, o que sabe fazer, o que eu faço, o que faço, o que eu faço agora, e agora, o que é isso, instruções, comandos, não entendi, não entendo
reply-number = …ª foto, …. foto
reply-choice = o …, número …, numero …, o número …, a número …, opção …, opcao …, …º, …ª, …o, …a
reply-ordinal = primeiro 1, primeira 1, a primeira 1, segundo 2, segunda 2, a segunda 2, terceiro 3, terceira 3, a terceira 3, quarto 4, quarta 4, quinto 5, quinta 5
reply-colors = branco white, preto black, vermelho red, laranja orange, amarelo yellow, verde green, azul blue, azul-claro lightblue, azul claro lightblue, azul-escuro darkblue, azul escuro darkblue, azul-celeste skyblue, azul celeste skyblue, azul-marinho navy, azul marinho navy, verde-claro lightgreen, verde claro lightgreen, verde-escuro darkgreen, verde escuro darkgreen, roxo purple, violeta purple, lilás mediumpurple, lilas mediumpurple, rosa pink, rosa-choque hotpink, rosa choque hotpink, fúcsia fuchsia, cinza gray, cinza-claro lightgray, cinza claro lightgray, cinza-escuro dimgray, cinza escuro dimgray, marrom saddlebrown, vinho maroon, dourado gold, prateado silver, turquesa turquoise, bege beige, menta aquamarine, salmão salmon, branca white, preta black, vermelha red, amarela yellow
reply-background = transparente none, fundo transparente none, sem fundo none, tira o fundo none, tire o fundo none, tirar o fundo none, tirar fundo none, remove o fundo none, remover o fundo none, remover fundo none, desfoque blur, desfocado blur, borrado blur, fundo desfocado blur, fundo borrado blur, desfoca o fundo blur, desfoque o fundo blur, tira fundo none, tire fundo none, remova o fundo none, remova fundo none, remove fundo none, remoção de fundo none, apaga o fundo none, apagar o fundo none, apague o fundo none, apagar fundo none, retira o fundo none, retire o fundo none, retirar o fundo none, retirar fundo none, exclui o fundo none, deixa sem fundo none, deixe sem fundo none, deixa transparente none, fundo removido none
reply-backdrop = fundo …, fundo: …, o fundo …, com fundo …, em fundo …, sobre fundo …, sobre …, em …, com …, cor …, na cor …, de cor …, coloca fundo …, coloca o fundo …, coloca …, põe …, deixa o fundo …, deixa …, muda o fundo para …, … de fundo, … no fundo, … por favor, … pfv, … obrigado, … obrigada, por favor …, você pode …, vc pode …, pode …, poderia …, consegue …, quero …, quero um …, queria …, preciso …, … da foto, … dessa foto, … desta foto, … da imagem, … valeu
reply-spoken = um 1, dois 2, três 3, quatro 4, cinco 5, seis 6, sete 7, oito 8, nove 9, dez 10, onze 11, doze 12

language-name = Português (Brasil)

## Os menus de comandos e o que o Telegram mostra sobre o bot

command-start = Como funciona
command-help = O que você pode escrever
command-auto = Mostrar o que dá para recortar
command-sticker = Fazer uma figurinha da mensagem a que você responde
command-pack = Ver o pacote de figurinhas ou mudar o nome dele
command-remove = Tirar do pacote a figurinha a que você responde
command-settings = Como você gosta dos recortes
command-cancel = Descartar as fotos
command-privacy = O que acontece com suas fotos
command-mydata = Receber tudo o que é guardado sobre você
command-forget = Apagar o que é guardado sobre você
group-command-cut = Recortar algo da foto a que você responde
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = O que todos podem fazer neste grupo
group-command-help = { command-help }
about-short = Envie uma foto, aponte algo e receba o recorte em PNG transparente.
about =
    Eu recorto objetos das suas fotos.

    Envie uma foto e eu mostro a imagem com uma grade. Responda com um quadrado, como C4, e o que você apontou volta com fundo transparente.

## Respostas aos comandos

start =
    Oi! Envie uma foto e eu recorto o que você apontar.

    1. Você envia uma foto.
    2. Eu mostro a foto com uma grade.
    3. Você responde com um quadrado, como C4.
    4. Você recebe o recorte em PNG com fundo transparente.

    Para a melhor qualidade, envie a foto como arquivo.
start-page =
    Oi! Envie uma foto e eu recorto o que você tocar.

    1. Você envia uma foto.
    2. Você aperta “{ button-page }” embaixo dela e toca no que quer.
    3. Você recebe o recorte em PNG com fundo transparente.

    Também dá para responder com um quadrado da grade, como C4. Para a melhor qualidade, envie a foto como arquivo.
help-page = O jeito mais fácil: aperte “{ button-page }” embaixo de uma foto e toque no que quer. Ou escreva:

help =
    Envie uma foto e aponte algo nela:

    C4 – um quadrado da grade
    C4 D5 – vários quadrados do mesmo objeto
    640,360 – um pixel, veja as réguas nas bordas
    50%,40% – um lugar em porcentagem
    B2:F7 – um retângulo em volta
    C4 -A1 – com C4, sem A1
    C4 + F2 – dois objetos juntos

    zoom C4 – ver mais de perto
    2: C4 – na segunda foto de um álbum

    Responda a um recorte para corrigir:

    D5 – isto também faz parte
    -A1 – isto não
    + F2 – mais um objeto
    desfazer – volta ao passo anterior
    maior, menor – pega mais do objeto, ou menos
    laranja ou #ff8800 – uma cor de fundo; também pode ser uma foto
    transparente, desfocado – nada no fundo, ou a foto desfocada

    /auto mostra o que dá para recortar: escolha um número. O botão 🎯 embaixo de uma foto recorta o principal.

    Embaixo de cada recorte há um botão para fazer uma figurinha. Responda a uma figurinha com emojis para dar a ela esses emojis, ou com:

    /sticker 😀 – fazer uma figurinha ou colocar no seu pacote
    /sticker laranja – com um contorno dessa cor
    /pack – seus pacotes; /pack Nome novo muda o nome deles
    /remove – tirar do pacote

    /settings diz como você gosta dos recortes.

    A legenda também vale como resposta: envie uma foto com C4 embaixo. Errou? Edite o que escreveu e eu corrijo minha resposta.

    Em um grupo, responda a qualquer foto com /cut@{ $bot } ou /cut@{ $bot } C4.

    É só escrever, ou responder a uma foto anterior para recortar aquela.
    /cancel descarta suas fotos, /privacy diz o que acontece com elas.
privacy =
    Suas fotos são processadas na memória e nunca são salvas em disco. { $engine ->
        [ray] O recorte é feito em máquinas de quem mantém este bot; nenhum outro serviço vê as fotos.
       *[local] O recorte é feito na própria máquina do bot; nenhum outro serviço vê as fotos.
    }

    { $days ->
        [one] Guardado por { $days } dia
       *[other] Guardado por { $days } dias
    }: em qual mensagem sua foto chegou, os nomes que o Telegram dá ao arquivo e aos seus recortes, o nome e o tamanho do arquivo, e onde você apontou, para você poder continuar depois de uma reinicialização.

    Guardado até você mudar: como você gosta dos recortes e o idioma que escolheu. Das figurinhas: como elas são, os pacotes delas e quem adicionou. Se me removem de um grupo, esqueço tudo sobre ele.

    Guardado até eu responder: o que você escreve; o número da mensagem, por { $journal_days } dias.{ $counts ->
        [on] { " " }Como há um limite diário, também fica guardado por { $journal_days } dias quanto você recorta por dia.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Recortes para chats em que não estou passam por um chat de quem me mantém, e ficam lá até serem apagados.
       *[off] { "" }
    }

    /mydata envia tudo o que é guardado sobre você, /cancel descarta suas fotos e /forget apaga tudo isso, menos as figurinhas de um grupo, a conta de hoje e se alguém que me mantém bloqueou ou liberou você.{ $page ->
        [none] { "" }
       *[other] { " " }Este texto como página: { $page }
    }
mydata = Tudo o que é guardado sobre você. /forget apaga; /privacy diz o que fica.
mydata-private = Aqui outras pessoas leriam. Envie /mydata na nossa conversa particular, por favor.
forgotten = Pronto: apaguei o que eu guardava sobre suas fotos e mensagens. As mensagens da conversa você pode apagar.
cancelled =
    { $count ->
        [0] Não há nada para descartar. Envie uma foto quando quiser.
        [one] Pronto, descartei sua foto. Envie outra quando quiser.
       *[other] Pronto, descartei suas { $count } fotos. Envie outra quando quiser.
    }

group-start =
    Responda a qualquer foto daqui com /cut@{ $bot } e, depois, a mim com um quadrado, como C4.

    Escreva meu nome também depois destes; o menu faz isso por você:

    /cut C4 – recortar na hora
    /auto – o que dá para recortar
    /sticker 😀 – fazer uma figurinha
    /pack – as figurinhas do grupo
    /remove – tirar uma do pacote
    /settings – para admins

    Só vejo o que é para mim. Para admins o Telegram mostra tudo: só me torne admin se precisar.

## Uma foto e o recorte dela

preview-short = O que devo recortar?
preview = O que devo recortar? Responda com o quadrado, como { $cell }, ou com pixels, como { $pixel }.
album-pages = Ou toque no que quer, na foto:
album = Qual foto, e o que nela? Escreva o número dela e um quadrado, como { $number }: { $cell }, ou responda a uma das fotos com um quadrado.
preview-points = Até agora { $points }. Responda com o que mais faz parte, como { $cell }, ou com o que não faz: -{ $cell }.
preview-add = Até agora { $points }. Responda com um quadrado do outro objeto, como { $cell }.
proposals = É isto que eu vejo. Toque no número do que devo recortar.
tap-cell = Toque no quadrado do que quer recortar.
tap-closer = Toque no quadrado que quer ver de perto.
cutout = { $points } – aqui está.
cutout-advice = Não é bem isso? Responda a esta mensagem com outro quadrado do mesmo objeto, ou com um menos e um que não faz parte, como -A1.
cutout-advice-page = Não é bem isso? Aperte “{ button-correct }”. Ou responda com outro quadrado do mesmo objeto, ou com um menos e um que não faz parte, como -A1.
cutout-guess = Este é o meu melhor palpite. Se você queria um pedaço maior ou menor, os botões abaixo mostram o que mais vejo ali.
cutout-ask = Este é o meu melhor palpite. Se você queria outra coisa, veja a próxima imagem.
choose = Ou você queria um destes?
choice-stale = Minha resposta mudou desde então. Responda à mais recente.
welcome = De nada! Envie outra foto quando quiser.
hello = Oi! Eu recorto coisas de fotos. Envie uma e responda com o quadrado do que quer, como C4, ou aperte “{ button-main }”. O que mais eu faço: /help
partial = O arquivo acaba antes da foto: falta uma parte dela. Usei o que tem.
first-frame = Isto se mexe: usei a primeira imagem.
fit-deflated = O arquivo era grande demais para o Telegram, então comprimi mais. Não falta nenhum pixel.
fit-trimmed = O arquivo era grande demais para o Telegram, então tirei a margem vazia.
fit-webp = O arquivo era grande demais para o Telegram em PNG, então aqui está em WEBP, sem a margem vazia.
more = Isto vale para este recorte; /settings vale para os próximos. Responda com uma foto, ou uma cor como laranja ou #ff8800, para pôr no fundo.
look = Uma olhada rápida: o arquivo tem todos os pixels.
likes = Como você gosta dos recortes? O que você tocar vale a partir de agora, para cada foto nova.
languages = Em que idioma você quer as respostas?

## Quem pode entrar

stranger = Olá! Este bot é particular. Se você conhece quem o mantém, passe este número a essa pessoa, para ela liberar você: { $id }
stats =
    Últimas 24 horas: pessoas: { $people }, fotos: { $photos }, prévias e recortes: { $cuts }.
    Fotos em que dá para apontar: { $kept }. Ainda sem resposta: { $waiting }.
    Modelo: { $model } em { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Fora de serviço: { $failed }.
    }
    Modelo para o principal: { $subject ->
        [off] desligado
        [idle] ainda não carregado, nenhuma foto precisou dele
        [loading] sendo baixado ou carregado
       *[other] { $subject }
    }.
stats-chart = Os últimos { $days } dias: 🟦 pessoas, 🟩 recortes, 🟧 segundos até a resposta, 🟥 recusas.
blocked = A partir de agora { $id } não pode entrar. /allow { $id } libera de novo.
allowed = A partir de agora { $id } pode entrar. /block { $id } desfaz isso.
whom = Quem? Escreva o número depois do comando, ou responda com ele a uma mensagem da pessoa. Não dá para bloquear quem mantém o bot.

## Botões

button-smaller = − Menor
button-bigger = + Maior
button-points = Pontos
button-cutout = Ver recorte
button-page = 👆 Tocar no que quero
button-correct = 👆 Corrigir tocando
button-main = 🎯 O principal
button-auto = ✨ Auto
button-tap = Quadrados
button-zoom = Zoom
button-finer = Grade fina
button-back = ← Voltar
button-add = + Objeto
button-undo = ↩ Desfazer
button-restart = Recomeçar
button-more = Mais…
button-less = ← Menos

button-edge-hard = Borda dura
button-edge-soft = Borda suave
button-edge-fine = Borda fina
button-grow-less = − Encolher
button-grow-more = + Crescer
button-crop-none = Inteiro
button-crop-trim = Aparado
button-crop-square = Quadrado
button-outline-white = Linha branca
button-outline-black = Linha preta
button-shadow = Sombra
button-background-none = Sem fundo
button-background-white = Branco
button-background-black = Preto
button-background-blur = Desfoque
button-background-photo = Outra foto
button-as-photo = Como foto
button-language = 🌐 { language-name }
button-language-app = Como no Telegram

button-sticker = Figurinha
button-add-to-pack = ➕ Pôr no pacote
button-pack = Abrir pacote
button-take-out = ↩ Tirar
button-start = Me inicie e volte
button-style = 🎨 Contorno
button-files = Em arquivo
button-no-outline = Sem contorno
button-thin = Fino
button-medium = Médio
button-thick = Grosso
button-shadow-on = Pôr sombra
button-shadow-off = Sem sombra
button-format-webp-lossless = Sem perdas

## Figurinhas e grupos

sticker-files = A figurinha em WEBP e em PNG, para outros apps de mensagens.
added = Agora está no pacote “{ $title }”.
added-link = Agora está no pacote “{ $title }”: { $link }
removed = Tirei do pacote.
retitled = O pacote agora se chama “{ $title }”.
emoji-set = Agora ela representa { $emoji }.
pack-title = Minhas figurinhas
pack-line =
    { $title } – { $count ->
        [one] { $count } figurinha
       *[other] { $count } figurinhas
    }
    { $link }
rules = Toque para mudar o que todos podem fazer aqui.
rule-all-answer = Todos podem apontar nas fotos
rule-asker-answers = Só quem pediu pode apontar na foto
rule-all-add = Todos podem pôr no pacote
rule-admins-add = Só admins podem pôr no pacote
rule-quiet = 🤫 Prévias só para quem pediu
rule-loud = 📣 Prévias para todos

## Em chats em que não estou

inline-more = Seus recortes mais novos: faça outro
inline-none = Ainda não há recortes: envie uma foto
guest-wait = Um momento, estou recortando…
guest-private = Não posso enviar arquivos aqui. Continue com esta foto na nossa conversa:
guest-sticker = Aqui está a figurinha como arquivo.
guest-not-yours = Só quem me chamou aqui pode apertar isto. Responda à foto com meu nome para me chamar você também.
guest-no-files = Não posso enviar figurinhas neste chat. Envie a foto na nossa conversa.
guest-as-chat = Aqui respondo a pessoas, não a grupos ou canais. Me chame em seu próprio nome.
button-open = Abrir a foto
button-send-sticker = Enviar como figurinha

## Enquanto outros vêm antes, e quando uma resposta pode ter se perdido

ahead =
    { $count ->
        [0] Um momento: o próximo pedido é o seu.
        [one] Um momento: há { $count } pedido na sua frente.
       *[other] Um momento: há { $count } pedidos na sua frente.
    }
unsure = Enviei uma resposta, mas o Telegram não me disse se ela chegou. Se você não está vendo, aperte o botão.
button-again = Enviar de novo

## O que a pessoa pode resolver

error-nothing-to-cut = Consigo recortar de fotos, imagens enviadas como arquivo e figurinhas que não se mexem; de vídeos, áudios ou textos, não. Responda a uma foto.
error-no-photo-named = Responda a uma foto com este comando e eu recorto algo dela.
error-only-who-asked = Neste grupo, só quem pediu pode apontar na foto. Responda à foto com /cut para pedir você também.
error-admins-only = Só os admins deste grupo podem fazer isso. Peça a um deles, por favor.
no-media-here = Neste grupo não posso enviar fotos, arquivos nem figurinhas. Peça aos admins que permitam isso ou me façam admin, e tente de novo.
error-not-a-color = Não conheço essa cor. Escreva um nome, como laranja, ou #ff8800, #f80 ou rgb(255, 136, 0).
error-not-emoji = Depois de /sticker escreva emojis, uma cor ou nada, como /sticker 😀 laranja.
error-too-many-emoji = Uma figurinha pode ter no máximo { $limit } emojis. Escreva menos, por favor.
error-no-sticker-named = Responda com este comando a um recorte, a uma foto ou a uma figurinha que não se mexe.
error-already-in-pack = Esta figurinha já está no pacote.
error-not-in-pack = Esta figurinha não está em nenhum pacote deste chat. Responda a uma que esteja.
error-not-your-sticker = Só quem adicionou a figurinha e os admins do grupo podem fazer isso.
error-no-pack = Ainda não há pacote aqui. Faça uma figurinha e adicione: isso cria um.
error-empty-title = Esse nome seria invisível. Escreva um com letras ou emojis.
error-owner-must-start = O Telegram quer que o pacote seja de uma pessoa que já me iniciou. Use o botão embaixo da figurinha e ele será seu.
error-pack-unavailable =
    { $kind ->
        [emoji] O Telegram não aceita figurinhas com esse emoji. Responda à figurinha com outro, como 😀, e tente de novo.
       *[other] O Telegram não está aceitando a figurinha agora. Tente de novo em um minuto, por favor.
    }

error-not-an-image = Não consigo ler isso. Envie uma foto, ou uma imagem como arquivo (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF ou BMP).
error-raw-photo = Este é um arquivo RAW de câmera, só com uma imagem minúscula dentro. Exporte como JPEG (ou como TIFF ou PNG, em qualidade total) e envie como arquivo.
error-damaged-image = Esta imagem está danificada ou incompleta. Envie de novo, ou envie outra, por favor.
error-file-too-large = Este arquivo tem { $megabytes } MB; aceito até { $limit } MB. Envie como foto em vez de arquivo, ou diminua o tamanho.
error-too-many-pixels = Esta imagem tem { $width } × { $height } pixels; aceito até { $limit } megapixels. Envie como foto em vez de arquivo, ou diminua o tamanho.
error-too-heavy = Dá trabalho demais abrir esta imagem. Envie como foto em vez de arquivo, ou salve de novo como JPEG comum, por favor.
error-unreadable-reply =
    { $kind ->
        [number] Em qual imagem está esse número? Responda a ela com o número, ou escreva um quadrado da grade, como { $example }.
       *[other] Não vejo um lugar nisso. Escreva um quadrado da grade, como { $example }. Outros jeitos: /help
    }
error-nothing-to-keep = Assim só sei o que tirar. Aponte também um quadrado do que fica, como { $example }: eu recorto coisas e deixo o resto de fora.
error-no-other-size = Não vejo outro tamanho ali. Responda com um quadrado que falta, como { $example }, ou com um que sobra: -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] Isto se mexe. Responda com /cut e eu uso a primeira imagem. Para outro momento, pause ali e envie uma captura de tela.
       *[other] Não consigo recortar um vídeo. Pause onde estiver melhor, faça uma captura de tela e envie como foto.
    }
error-photo-elsewhere = Não consigo pegar uma foto de lá. Encaminhe para mim ou envie aqui, e depois responda a ela.
error-nothing-to-enlarge = Mais perto que isso não dá. Responda com um quadrado, ou volte.
error-too-many-points = São mais de { $limit } pontos. Bastam poucos: tente com um, dois ou três.
error-too-many-objects = São mais de { $limit } objetos para um recorte só. Aponte menos, por favor.
error-outside-photo = { $given } está fora da foto. Os quadrados vão até { $last_cell }, os pixels até { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = Não acho nada para recortar ali. Tente um quadrado no meio do objeto, ou dois quadrados sobre ele.
error-which-photo = Qual foto? Escreva o número dela na frente, como 2: { $example }, ou responda a uma delas.
error-no-such-photo = Não há foto { $number } para recortar neste álbum. Cada uma mostra o número no canto.
error-no-open-job = Não sei de qual foto você fala. Envie uma foto, ou responda a uma das minhas com grade.
error-stale-button = A foto deste botão já foi descartada. Envie a foto de novo.
error-stale-pass = Esta página foi aberta há tempo demais. Feche e abra de novo com o botão embaixo da foto.
error-not-your-photo = Esta foto é de um chat em que você não está. Envie a foto para mim e eu recorto.
error-photo-gone = Não consigo mais baixar essa foto. Envie de novo, por favor.
error-background-gone = Não consigo mais baixar a foto do fundo. Escolha outro fundo, ou responda de novo com a foto.
error-daily-limit-reached =
    { $limit ->
        [one] Esse foi seu único recorte de hoje.
       *[other] Esses foram seus { $limit } recortes de hoje.
    } Amanhã tem mais.
error-cutout-too-large = O recorte tem { $megabytes } MB, e o Telegram só me deixa enviar até { $limit } MB. Envie uma foto menor, ou peça uma parte menor dela.
error-too-many-requests = Um momento: ainda estou cuidando do que você enviou antes. Tente de novo daqui a pouco.

## O que é culpa nossa

error-engine-busy = Tenho coisa demais para fazer agora. Tente de novo em um minuto, por favor; se uma foto ficou sem resposta, envie outra vez.
error-engine-timeout = Demorou demais, desculpe. Tente de novo, por favor; se uma foto ficou sem resposta, envie outra vez.
error-engine-failed = Algo deu errado no recorte, desculpe. Tente de novo, por favor; se uma foto ficou sem resposta, envie outra vez.
error-storage-gone = Perdi minhas anotações e não consigo continuar, desculpe. Quem me mantém precisa ajudar antes: tente mais tarde, por favor.
error-unexpected = Algo deu errado do meu lado, desculpe. Tente de novo, por favor.

## A página em que se toca nas fotos

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Toque no que quer
page-hint = Toque no que quer recortar.
page-done = Pronto
page-undo = Desfazer
page-smaller = Menor
page-bigger = Maior
page-side = O que um toque faz
page-size = Tamanho
page-coach = Três jeitos de apontar
page-coach-tap = Toque no que quer. Toque de novo para incluir mais.
page-coach-drag = Com um dedo, desenhe uma caixa em volta.
page-coach-pinch = Veja mais de perto com dois dedos.
page-understood = Entendi
page-add = Incluir
page-remove = Tirar
page-form = O que fazer
page-document = PNG
page-sticker = Figurinha
page-photo = A foto. As setas movem a cruz, Enter toca, R alterna entre incluir e tirar, Backspace desfaz, mais e menos dão zoom.
page-loading = Carregando a foto…
page-looking = Procurando…
page-lit = Objeto selecionado
page-points = Pontos:
page-first = Primeiro toque no que quer.
page-sending = Enviando…
page-sent = A caminho do chat.
page-outside = Abra esta página pelo chat, com o botão embaixo de uma foto.
page-offline = Sem conexão. Tente de novo.
