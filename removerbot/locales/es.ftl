### Todo lo que dice el bot y las palabras que usa la gente, en español. Frases cortas: se
### leen en un teléfono.
###
### Glosario
###   recortar, recorte         cut out, cutout
###   casilla, cuadrícula       cell, grid
###   señalar, tocar            con palabras; con el dedo
###   objeto, lo que…           thing; al contar, siempre `objeto`
###   borde                     edge, el límite del recorte
###   contorno                  outline, la línea alrededor de un recorte o sticker
###   pack                      conjunto de stickers; `descartar` es para las fotos
###   trato                     de tú, neutro para España y América

## Palabras en las respuestas. … es el lugar señalado.

reply-without = sin …, menos …, excepto …, salvo …, quita …, quitar …, pero sin …, elimina …, eliminar …, borra …, borrar …, saca …, … sobra, todo menos …, todo excepto …, … está de más, … esta de más, … está de sobra, … no pertenece, … no va, … no forma parte, … no es parte, … es demasiado, … está mal
reply-negation = pero no …, no quiero …, no incluyas …
reply-unclear = no quites, no borres, no elimines, no saques, no toques, al lado, junto, encima, debajo, detrás, entre, alrededor
reply-also = … y …, … e …, … también …
reply-box = … a …, … hasta …, … hasta la casilla …
reply-aside = por favor …, … por favor, porfa …, … porfa, … gracias, en …, casilla …, la casilla …, en la casilla …, el …, la …, … nada más, sí …, es …, está en …, desde …, desde la casilla …, de …, … también, puedes …, puedes por favor …, podrías …, podrias …, me puedes …, creo que …, quizás …, … creo, … de la foto, … de esta foto, … de la imagen
reply-keep = solo …, sólo …, solamente …, recorta …, recortar …, quiero …, añade …, agrega …, deja …, conserva …, … solo, falta …, … falta, necesito …, quisiera …, quiero solo …, elige …, selecciona …, me gustaría …
reply-instead = quiero decir …, quise decir …, mejor …, en su lugar …, … en su lugar, … mejor
reply-further = … también, añade …, agrega …, falta …, … falta
reply-swap = cambia -… por …, cambia -… a …, reemplaza -… por …, reemplaza -… con …, sustituye -… por …, … en vez de -…, … en lugar de -…, en vez de -… …, en lugar de -… …
reply-zoom = acercar…, acerca…, ampliar…, amplía…, amplia…, zoom en …, zoom sobre …, haz zoom en …
reply-undo = deshacer, deshaz, deshazlo
reply-bigger = más grande, mas grande, mayor, hazlo más grande, hazlo mas grande, un poco más grande, un poco mas grande, aún más grande
reply-smaller = más pequeño, mas pequeño, más pequeña, más chico, mas chico, menor, hazlo más pequeño, hazlo mas pequeño, un poco más pequeño, un poco mas pequeño, aún más pequeño
reply-main = lo principal, el objeto principal, el sujeto principal, el sujeto, la persona, a la persona, las personas, a las personas, la gente, el hombre, al hombre, la mujer, a la mujer, la chica, a la chica, el chico, al chico, la niña, a la niña, el niño, al niño, el bebé, al bebé, el perro, al perro, el gato, al gato, el animal, el coche, el carro, el auto, el objeto, el producto, el primer plano, persona, perro, gato, hombre, mujer, niño, niña, recórtame, todo menos el fondo
reply-sticker = pegatina, una pegatina, un sticker, haz un sticker, hazlo sticker, haz una pegatina, hazme un sticker, hacer sticker, crear sticker, como sticker, en sticker, conviértelo en sticker, calcomanía
reply-thanks = gracias, muchas gracias, mil gracias, muchísimas gracias, genial, perfecto, excelente, estupendo, increíble, me encanta, muy bien, buen trabajo, buenísimo
reply-hello = hola, holi, hola bot, buenas, buenos días, buen día, buenas tardes, buenas noches, saludos, qué tal, que tal, cómo estás, como estas, quién eres, quien eres, eres un bot
reply-help = ayuda, ayúdame, ayudame, necesito ayuda, cómo funciona, como funciona, cómo funciona esto, como funciona esto, cómo se usa, como se usa, cómo se usa esto, qué puedes hacer, que puedes hacer, qué sabes hacer, que sabes hacer, qué haces, que haces, qué hago, que hago, qué hago ahora, que hago ahora, y ahora qué, y ahora que, qué es esto, que es esto, instrucciones, comandos, no entiendo
reply-number = …ª foto, …. foto
reply-choice = el …, la …, número …, numero …, el número …, la número …, opción …, opcion …, la opción …, …º, …ª, …o, …a
reply-ordinal = primero 1, primera 1, segundo 2, segunda 2, tercero 3, tercera 3, cuarto 4, cuarta 4, quinto 5, quinta 5
reply-colors = blanco white, negro black, rojo red, naranja orange, anaranjado orange, amarillo yellow, verde green, azul blue, celeste skyblue, azul cielo skyblue, azul marino navy, azul claro lightblue, azul oscuro darkblue, verde claro lightgreen, verde oscuro darkgreen, morado purple, violeta purple, lila mediumpurple, rosa pink, rosado pink, fucsia fuchsia, gris gray, gris claro lightgray, gris oscuro dimgray, marrón saddlebrown, marron saddlebrown, café saddlebrown, granate maroon, dorado gold, oro gold, plateado silver, plata silver, turquesa turquoise, menta aquamarine, salmón salmon, blanca white, negra black, roja red, amarilla yellow
reply-background = transparente none, fondo transparente none, sin fondo none, quita el fondo none, quitar el fondo none, quitar fondo none, elimina el fondo none, borra el fondo none, borroso blur, desenfocado blur, fondo borroso blur, fondo desenfocado blur, desenfoca el fondo blur, quítale el fondo none, quitale el fondo none, quitarle el fondo none, quita fondo none, elimina fondo none, eliminar fondo none, eliminar el fondo none, borrar fondo none, borrar el fondo none, borra fondo none, borrarle el fondo none, remueve el fondo none, remover fondo none, remover el fondo none, saca el fondo none, sácale el fondo none, quiero quitar el fondo none, fondo fuera none
reply-backdrop = fondo …, fondo: …, el fondo …, con fondo …, sobre fondo …, en fondo …, sobre …, en …, con …, color …, de color …, fondo de color …, pon el fondo …, pon el fondo en …, pon …, ponlo en …, hazlo …, … de fondo, … por favor, … porfa, … gracias, por favor …, puedes …, podrías …, podrias …, me puedes …, quiero …, quiero un …, necesito …, … de la foto, … de esta foto, … a la foto, … a esta foto, … de la imagen, … a la imagen
reply-spoken = uno 1, dos 2, tres 3, cuatro 4, cinco 5, seis 6, siete 7, ocho 8, nueve 9, diez 10, once 11, doce 12

language-name = Español

## Los menús de comandos y lo que Telegram muestra del bot

command-start = Cómo funciona
command-help = Qué puedes escribir
command-auto = Ver qué se puede recortar
command-sticker = Hacer un sticker del mensaje al que respondes
command-pack = Ver el pack de stickers o cambiarle el nombre
command-remove = Sacar del pack el sticker al que respondes
command-settings = Cómo te gustan los recortes
command-cancel = Descartar las fotos
command-privacy = Qué pasa con tus fotos
command-mydata = Recibir todo lo que se guarda sobre ti
command-forget = Borrar lo que se guarda sobre ti
group-command-cut = Recortar algo de la foto a la que respondes
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = Qué puede hacer cualquiera en este grupo
group-command-help = { command-help }
about-short = Envía una foto, señala algo y lo recibes recortado como PNG transparente.
about =
    Recorto objetos de tus fotos.

    Envíame una foto y te la muestro con una cuadrícula. Responde con una casilla, como C4, y te devuelvo lo que señalaste sobre un fondo transparente.

## Respuestas a los comandos

start =
    ¡Hola! Envíame una foto y recorto lo que señales.

    1. Envías una foto.
    2. Te la muestro con una cuadrícula.
    3. Respondes con una casilla, como C4.
    4. Recibes el recorte en PNG con fondo transparente.

    Para la mejor calidad, envía la foto como archivo.
start-page =
    ¡Hola! Envíame una foto y recorto lo que toques.

    1. Envías una foto.
    2. Pulsas debajo “{ button-page }” y tocas lo que quieres.
    3. Lo recibes en PNG con fondo transparente.

    También puedes responder con una casilla de la cuadrícula, como C4. Para la mejor calidad, envía la foto como archivo.
help-page = Lo más fácil: pulsa “{ button-page }” debajo de una foto y toca lo que quieres. O escribe:

help =
    Envíame una foto y señala algo en ella:

    C4 – una casilla de la cuadrícula
    C4 D5 – varias casillas del mismo objeto
    640,360 – un píxel, mira las reglas de los lados
    50%,40% – un lugar en porcentaje
    B2:F7 – un rectángulo alrededor
    C4 -A1 – con C4, sin A1
    C4 + F2 – dos objetos juntos

    zoom C4 – ver más de cerca
    2: C4 – en la segunda foto de un álbum

    Responde a un recorte para corregirlo:

    D5 – esto también va
    -A1 – esto no
    + F2 – otro objeto más
    deshacer – vuelve al paso anterior
    más grande, más pequeño – incluir más, o menos
    naranja o #ff8800 – un color de fondo; también puede ser una foto
    transparente, borroso – nada detrás, o la foto desenfocada

    /auto muestra lo que se puede recortar: elige un número. El botón 🎯 debajo de una foto recorta lo principal.

    Debajo de cada recorte hay un botón para hacer un sticker. Responde a un sticker con emojis para asignárselos, o con:

    /sticker 😀 – hacer un sticker o meterlo en tu pack
    /sticker naranja – con un contorno de ese color
    /pack – tus packs; /pack Nombre nuevo les cambia el nombre
    /remove – sacarlo del pack

    /settings dice cómo te gustan los recortes.

    El pie de foto también vale como respuesta: envía una foto con C4 debajo. ¿Te equivocaste? Edita lo que escribiste y corrijo mi respuesta.

    En un grupo, responde a cualquier foto con /cut@{ $bot } o /cut@{ $bot } C4.

    Escribe sin más, o responde a una foto anterior para recortar esa.
    /cancel descarta tus fotos, /privacy dice qué pasa con ellas.
privacy =
    Tus fotos se procesan en memoria y nunca se guardan en disco. { $engine ->
        [ray] El recorte se hace en máquinas de quien gestiona este bot; ningún otro servicio las ve.
       *[local] El recorte se hace en la propia máquina del bot; ningún otro servicio las ve.
    }

    { $days ->
        [one] Se guarda { $days } día
       *[other] Se guarda { $days } días
    }: en qué mensaje llegó tu foto, los nombres que Telegram da al archivo y a tus recortes, su nombre y tamaño, y dónde señalaste, para que puedas seguir después de un reinicio.

    Se guarda hasta que lo cambies: cómo te gustan los recortes y el idioma que elegiste. De los stickers: su aspecto, sus packs y quién los añadió. Si me sacan de un grupo, olvido todo sobre él.

    Se guarda hasta que respondo: lo que escribes; su número, { $journal_days } días.{ $counts ->
        [on] { " " }Como hay un límite diario, también se guarda { $journal_days } días cuánto recortas al día.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Los recortes para chats en los que no estoy pasan por un chat de quien me gestiona, y se quedan ahí hasta que se borran.
       *[off] { "" }
    }

    /mydata te envía todo lo que se guarda sobre ti, /cancel descarta tus fotos y /forget borra todo esto, salvo los stickers de un grupo, la cuenta de hoy y si alguien que me gestiona te bloqueó o te dejó entrar.{ $page ->
        [none] { "" }
       *[other] { " " }Este texto como página: { $page }
    }
mydata = Todo lo que se guarda sobre ti. /forget lo borra; /privacy dice qué queda.
mydata-private = Aquí lo leerían otras personas. Envíame /mydata en nuestro chat privado, por favor.
forgotten = Listo: borré lo que guardaba sobre tus fotos y mensajes. Los mensajes del chat los puedes borrar tú.
cancelled =
    { $count ->
        [0] No hay nada que descartar. Envíame una foto cuando quieras.
        [one] Listo, descarté tu foto. Envíame otra cuando quieras.
       *[other] Listo, descarté tus { $count } fotos. Envíame otra cuando quieras.
    }

group-start =
    Responde a cualquier foto de aquí con /cut@{ $bot }, y luego respóndeme con una casilla, como C4.

    Escribe mi nombre también detrás de estos; el menú lo hace por ti:

    /cut C4 – recortar al momento
    /auto – qué se puede recortar
    /sticker 😀 – hacer un sticker
    /pack – los stickers del grupo
    /remove – sacar uno del pack
    /settings – para admins

    Solo veo lo que va dirigido a mí. A los admins Telegram les muestra todo: hazme admin solo si hace falta.

## Una foto y su recorte

preview-short = ¿Qué recorto?
preview = ¿Qué recorto? Responde con la casilla, como { $cell }, o con píxeles, como { $pixel }.
album-pages = O toca lo que quieres, en la foto:
album = ¿Qué foto, y qué recorto en ella? Escribe su número y una casilla, como { $number }: { $cell }, o responde a una de las fotos con una casilla.
preview-points = Hasta ahora { $points }. Responde con lo que falta, como { $cell }, o con lo que sobra: -{ $cell }.
preview-add = Hasta ahora { $points }. Responde con una casilla del otro objeto, como { $cell }.
proposals = Esto es lo que veo. Pulsa el número de lo que quieres recortar.
tap-cell = Toca la casilla de lo que quieres recortar.
tap-closer = Toca la casilla que quieres ver de cerca.
cutout = { $points } – aquí lo tienes.
cutout-advice = ¿No es eso? Responde a este mensaje con otra casilla del mismo objeto, o con un menos y una que sobra, como -A1.
cutout-advice-page = ¿No es eso? Pulsa “{ button-correct }”. O responde con otra casilla del mismo objeto, o con un menos y una que sobra, como -A1.
cutout-guess = Esta es mi mejor apuesta. Si querías un trozo mayor o menor, los botones de abajo muestran qué más veo ahí.
cutout-ask = Esta es mi mejor apuesta. Si te referías a otra cosa, mira la imagen siguiente.
choose = ¿O te referías a alguno de estos?
choice-stale = Mi respuesta ha cambiado desde entonces. Responde a la más reciente.
welcome = ¡De nada! Envíame otra foto cuando quieras.
hello = ¡Hola! Recorto cosas de fotos. Envíame una y responde con la casilla de lo que quieres, como C4, o pulsa “{ button-main }”. Qué más sé hacer: /help
partial = El archivo se corta antes que la foto: le falta una parte. Usé lo que hay.
first-frame = Esto se mueve: tomé su primera imagen.
fit-deflated = El archivo era demasiado grande para Telegram, así que lo comprimí más. No falta ni un píxel.
fit-trimmed = El archivo era demasiado grande para Telegram, así que le quité el margen vacío.
fit-webp = El archivo era demasiado grande para Telegram en PNG, así que aquí lo tienes en WEBP y sin el margen vacío.
more = Esto vale para este recorte; lo de /settings, para los siguientes. Responde con una foto o un color, como naranja o #ff8800, para ponerlo de fondo.
look = Una vista rápida: el archivo tiene todos los píxeles.
likes = ¿Cómo te gustan los recortes? Lo que toques vale desde ahora, para cada foto nueva.
languages = ¿En qué idioma te respondo?

## A quién se deja entrar

stranger = ¡Hola! Este bot es privado. Si conoces a quien lo gestiona, dale este número para que te deje entrar: { $id }
stats =
    Últimas 24 horas: personas: { $people }, fotos: { $photos }, vistas previas y recortes: { $cuts }.
    Fotos en las que se puede señalar: { $kept }. Sin responder aún: { $waiting }.
    Modelo: { $model } en { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Fuera de servicio: { $failed }.
    }
    Modelo para lo principal: { $subject ->
        [off] apagado
        [idle] sin cargar, ninguna foto lo ha necesitado
        [loading] descargándose o cargándose
       *[other] { $subject }
    }.
stats-chart = Los últimos { $days } días: 🟦 personas, 🟩 recortes, 🟧 segundos hasta responder, 🟥 rechazos.
blocked = Desde ahora { $id } no puede entrar. Con /allow { $id } vuelve a poder.
allowed = Desde ahora { $id } puede entrar. Con /block { $id } deja de poder.
whom = ¿A quién? Escribe su número después del comando, o responde con él a uno de sus mensajes. A quienes gestionan el bot no se les puede bloquear.

## Botones

button-smaller = − Menor
button-bigger = + Mayor
button-points = Puntos
button-cutout = Ver recorte
button-page = 👆 Tocar lo que quiero
button-correct = 👆 Corregir tocando
button-main = 🎯 Lo principal
button-auto = ✨ Auto
button-tap = Casillas
button-zoom = Zoom
button-finer = Más casillas
button-back = ← Atrás
button-add = + Objeto
button-undo = ↩ Deshacer
button-restart = Reiniciar
button-more = Más…
button-less = ← Menos

button-edge-hard = Borde duro
button-edge-soft = Borde suave
button-edge-fine = Borde fino
button-grow-less = − Encoger
button-grow-more = + Crecer
button-crop-none = Entero
button-crop-trim = Ajustado
button-crop-square = Cuadrado
button-outline-white = Línea blanca
button-outline-black = Línea negra
button-shadow = Sombra
button-background-none = Sin fondo
button-background-white = Blanco
button-background-black = Negro
button-background-blur = Borroso
button-background-photo = Otra foto
button-as-photo = Como foto
button-language = 🌐 { language-name }
button-language-app = Como en Telegram

button-sticker = Sticker
button-add-to-pack = ➕ Añadir al pack
button-pack = Abrir pack
button-take-out = ↩ Sacar
button-start = Iníciame y vuelve
button-style = 🎨 Contorno
button-files = En archivo
button-no-outline = Sin contorno
button-thin = Fino
button-medium = Medio
button-thick = Grueso
button-shadow-on = Con sombra
button-shadow-off = Sin sombra
button-format-webp-lossless = Sin pérdida

## Stickers y grupos

sticker-files = El sticker en WEBP y en PNG, para otras apps de mensajes.
added = Ya está en el pack “{ $title }”.
added-link = Ya está en el pack “{ $title }”: { $link }
removed = Ya no está en el pack.
retitled = Ahora el pack se llama “{ $title }”.
emoji-set = Ahora representa { $emoji }.
pack-title = Mis stickers
pack-line =
    { $title } – { $count ->
        [one] 1 sticker
       *[other] { $count } stickers
    }
    { $link }
rules = Toca para cambiar lo que puede hacer cualquiera aquí.
rule-all-answer = Cualquiera puede señalar en las fotos
rule-asker-answers = Solo quien pidió puede señalar
rule-all-add = Cualquiera puede añadir al pack
rule-admins-add = Solo los admins pueden añadir al pack
rule-quiet = 🤫 Vistas previas solo para quien pide
rule-loud = 📣 Vistas previas para todo el grupo

## En chats en los que no estoy

inline-more = Tus últimos recortes: haz otro
inline-none = Aún no hay recortes: envíame una foto
guest-wait = Un momento, estoy recortando…
guest-private = Aquí no puedo enviar archivos. Sigue con esta foto en nuestro chat:
guest-sticker = Aquí tienes el sticker como archivo.
guest-not-yours = Solo puede pulsarlo quien me llamó aquí. Responde a la foto con mi nombre para llamarme tú.
guest-no-files = No puedo enviar stickers en este chat. Envíame la foto en nuestro chat.
guest-as-chat = Aquí respondo a personas, no a grupos ni canales. Llámame con tu propio nombre.
button-open = Abrir la foto
button-send-sticker = Enviar como sticker

## Mientras van otros antes, y cuando una respuesta quizá se perdió

ahead =
    { $count ->
        [0] Un momento: ya casi te toca.
        [one] Un momento: hay 1 petición antes que la tuya.
       *[other] Un momento: hay { $count } peticiones antes que la tuya.
    }
unsure = Te envié una respuesta, pero Telegram no me confirmó si llegó. Si no la ves, pulsa el botón.
button-again = Enviar otra vez

## Lo que la persona puede arreglar

error-nothing-to-cut = Puedo recortar de fotos, imágenes enviadas como archivo y stickers que no se mueven; no de vídeos, mensajes de voz ni textos. Responde a una foto.
error-no-photo-named = Responde a una foto con este comando y recorto algo de ella.
error-only-who-asked = En este grupo solo puede señalar en una foto quien la pidió. Responde a la foto con /cut para pedirla tú.
error-admins-only = Esto solo pueden hacerlo los admins de este grupo. Pídeselo a alguno.
no-media-here = En este grupo no puedo enviar fotos, archivos ni stickers. Pide a sus admins que lo permitan o me hagan admin, y vuelve a intentarlo.
error-not-a-color = No conozco ese color. Escribe un nombre, como naranja, o bien #ff8800, #f80 o rgb(255, 136, 0).
error-not-emoji = Después de /sticker escribe emojis, un color o nada, por ejemplo /sticker 😀 naranja.
error-too-many-emoji = Un sticker puede tener { $limit } emojis como máximo. Escribe menos, por favor.
error-no-sticker-named = Responde con este comando a un recorte, a una foto o a un sticker que no se mueva.
error-already-in-pack = Este sticker ya está en el pack.
error-not-in-pack = Este sticker no está en ningún pack de este chat. Responde a uno que sí lo esté.
error-not-your-sticker = Esto solo pueden hacerlo quien añadió el sticker y los admins del grupo.
error-no-pack = Aquí aún no hay pack. Haz un sticker y añádelo: así se crea.
error-empty-title = Ese nombre sería invisible. Escribe uno con letras o emojis.
error-owner-must-start = Telegram quiere que el pack sea de una persona que me haya iniciado. Usa el botón debajo del sticker y será tuyo.
error-pack-unavailable =
    { $kind ->
        [emoji] Telegram no acepta stickers con ese emoji. Responde al sticker con otro, como 😀, e inténtalo de nuevo.
       *[other] Telegram no acepta el sticker en este momento. Inténtalo otra vez en un minuto, por favor.
    }

error-not-an-image = No puedo leer eso. Envíame una foto, o una imagen como archivo (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF o BMP).
error-raw-photo = Es un archivo RAW de cámara que solo trae una imagen diminuta. Expórtalo como JPEG (o como TIFF o PNG, para toda la calidad) y envíamelo como archivo.
error-damaged-image = Esta imagen está dañada o incompleta. Envíala otra vez, o envía otra, por favor.
error-file-too-large = Este archivo tiene { $megabytes } MB; acepto hasta { $limit } MB. Envíalo como foto en vez de archivo, o hazlo más pequeño.
error-too-many-pixels = Esta imagen tiene { $width } × { $height } píxeles; acepto hasta { $limit } megapíxeles. Envíala como foto en vez de archivo, o hazla más pequeña.
error-too-heavy = Cuesta demasiado abrir esta imagen. Envíala como foto en vez de archivo, o guárdala de nuevo como JPEG normal, por favor.
error-unreadable-reply =
    { $kind ->
        [number] ¿En qué imagen está ese número? Responde con él a esa imagen, o escribe una casilla de la cuadrícula, como { $example }.
       *[other] Ahí no veo ningún lugar. Escribe una casilla de la cuadrícula, como { $example }. Más formas: /help
    }
error-nothing-to-keep = Así solo sé qué quitar. Señala también una casilla de lo que se queda, como { $example }: yo recorto cosas y dejo fuera el resto.
error-no-other-size = Ahí no veo otro tamaño. Responde con una casilla que falte, como { $example }, o con una que sobre: -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] Esto se mueve. Responde con /cut y tomo su primera imagen. Para otro momento, páusalo ahí y envíame una captura de pantalla.
       *[other] No puedo recortar un vídeo. Páusalo donde se vea mejor, haz una captura de pantalla y envíamela como foto.
    }
error-photo-elsewhere = No puedo tomar una foto de ahí. Reenvíamela o envíala aquí, y luego responde a ella.
error-nothing-to-enlarge = Más cerca no se puede. Responde con una casilla, o vuelve atrás.
error-too-many-points = Son más de { $limit } puntos. Bastan unos pocos: prueba con uno, dos o tres.
error-too-many-objects = Son más de { $limit } objetos para un solo recorte. Señala menos, por favor.
error-outside-photo = { $given } está fuera de la foto. Las casillas llegan hasta { $last_cell }, los píxeles hasta { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = Ahí no encuentro nada que recortar. Prueba con una casilla en el centro del objeto, o con dos casillas sobre él.
error-which-photo = ¿Qué foto? Escribe su número delante, como 2: { $example }, o responde a una de ellas.
error-no-such-photo = En este álbum no hay una foto { $number } que recortar. Cada una lleva su número en la esquina.
error-no-open-job = No sé a qué foto te refieres. Envíame una foto, o responde a una de las mías con cuadrícula.
error-stale-button = La foto de este botón ya se descartó. Envíamela otra vez.
error-stale-pass = Esta página se abrió hace demasiado tiempo. Ciérrala y ábrela otra vez con el botón debajo de la foto.
error-not-your-photo = Esta foto es de un chat en el que no estás. Envíamela tú y te la recorto.
error-photo-gone = Ya no puedo descargar esa foto. Envíala otra vez, por favor.
error-background-gone = Ya no puedo descargar la foto del fondo. Elige otro fondo, o responde otra vez con la foto.
error-daily-limit-reached =
    { $limit ->
        [one] Ese era tu único recorte de hoy.
       *[other] Esos eran tus { $limit } recortes de hoy.
    } Mañana habrá más.
error-cutout-too-large = El recorte tiene { $megabytes } MB, y Telegram me deja enviar { $limit } MB como máximo. Envíame una foto más pequeña, o pide una parte más pequeña.
error-too-many-requests = Un momento: sigo con lo que enviaste antes. Inténtalo de nuevo en un ratito.

## Lo que es culpa nuestra

error-engine-busy = Ahora mismo tengo demasiado que hacer. Inténtalo otra vez en un minuto, por favor; si una foto quedó sin respuesta, envíala de nuevo.
error-engine-timeout = Tardó demasiado, lo siento. Inténtalo otra vez, por favor; si una foto quedó sin respuesta, envíala de nuevo.
error-engine-failed = Algo salió mal al recortar, lo siento. Inténtalo otra vez, por favor; si una foto quedó sin respuesta, envíala de nuevo.
error-storage-gone = Perdí mis notas y no puedo seguir, lo siento. Primero tiene que ayudarme quien me gestiona: inténtalo más tarde, por favor.
error-unexpected = Algo salió mal por mi parte, lo siento. Inténtalo otra vez, por favor.

## La página en la que se tocan las fotos

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Toca lo que quieres
page-hint = Toca lo que quieres recortar.
page-done = Listo
page-undo = Deshacer
page-smaller = Menor
page-bigger = Mayor
page-side = Qué hace un toque
page-size = Tamaño
page-coach = Tres formas de señalar
page-coach-tap = Toca lo que quieres. Toca más para añadir.
page-coach-drag = Dibuja un recuadro alrededor con un dedo.
page-coach-pinch = Acércate con dos dedos.
page-understood = Entendido
page-add = Añadir
page-remove = Quitar
page-form = Qué crear
page-document = PNG
page-sticker = Sticker
page-photo = La foto. Las flechas mueven la cruz, Enter toca, R cambia entre añadir y quitar, Retroceso deshace, más y menos acercan y alejan.
page-loading = Cargando la foto…
page-looking = Buscando…
page-lit = Objeto seleccionado
page-points = Puntos:
page-first = Primero toca lo que quieres.
page-sending = Enviando…
page-sent = Va de camino al chat.
page-outside = Abre esta página desde el chat, con el botón debajo de una foto.
page-offline = Sin conexión. Inténtalo otra vez.
