### Alles, was der Bot sagt, und die Wörter, die Leute schreiben, auf Deutsch. Kurze Sätze: sie
### werden auf dem Handy gelesen.
###
### Glossar
###   ausschneiden, Ausschnitt  cut out, cutout
###   Feld, Raster              cell, grid
###   zeigen auf, tippen auf    mit Worten; mit dem Finger
###   Motiv                     thing; `Objekt`, wo mehrere gezählt werden
###   Kante                     edge, wo der Ausschnitt aufhört
###   Kontur                    outline, die Linie um Ausschnitt oder Sticker
###   Paket                     pack; `weglegen` gilt für Fotos
###   Anrede                    du

## Wörter in Antworten. … ist die genannte Stelle.

reply-without = ohne …, außer …, minus …, aber ohne …, … weg, … raus, … weglassen, entferne …, entfern …, lösche …, lösch …, … entfernen, … löschen, … wegmachen, … ist zu viel, … zu viel, … soll weg, … muss weg, … kann weg, alles außer …, … gehört nicht dazu, … gehört da nicht dazu, … gehört nicht dahin, … gehört da nicht hin, … gehört nicht rein, … ist nicht Teil davon, … ist falsch, … ist zuviel, … zuviel, … bitte weg
reply-negation = nicht …, kein …, aber nicht …, ich will nicht …, ich möchte nicht …
reply-unclear = neben, zwischen, gegenüber, rund um, oberhalb, unterhalb
reply-also = … und …, … sowie …, … auch …
reply-box = … bis …, … bis zu …, … bis Feld …
reply-aside = bitte …, … bitte, … danke, das …, das Feld …, Feld …, im Feld …, auf Feld …, bei …, ja …, von …, von Feld …, es ist …, … auch, mach …, kannst du …, kannst du bitte …, könntest du …, könntest du bitte …, ich glaube …, wahrscheinlich …, vielleicht …, … glaube ich, … bitte schön, … bitteschön, … aus dem Foto, … aus dem Bild, … auf dem Foto, … auf dem Bild, … mal
reply-keep = nur …, ich möchte …, ich will …, schneide …, schneid …, … aus, … ausschneiden, … ausschneiden bitte, … dazu, … noch dazu, nimm …, behalte …, … nur, … allein, … fehlt, … fehlt noch, … fehlt auch, es fehlt …, mir fehlt …, ich hätte gern …, ich hätte gerne …, ich brauche …, wähle …
reply-instead = nein …, ich meine …, ich meinte …, lieber …, sondern …, stattdessen …, … stattdessen
reply-further = … auch, … dazu, … noch dazu, … fehlt, … fehlt noch, … fehlt auch, es fehlt …, mir fehlt …
reply-swap = ersetze -… durch …, tausche -… gegen …, ändere -… in …, ändere -… zu …, … statt -…, … anstatt -…, … anstelle von -…, statt -… …, anstatt -… …, anstelle von -… …
reply-zoom = vergrößern…, vergrößere…, vergrößer…, … vergrößern, näher…, … näher, zoome…, zoome auf …, zoom auf …, … heranzoomen
reply-undo = rückgängig, rückgängig machen, mach rückgängig, mach das rückgängig, zurücknehmen
reply-bigger = größer, groesser, mach größer, mach es größer, etwas größer, ein bisschen größer, bisschen größer, ein wenig größer, noch größer, mehr davon
reply-smaller = kleiner, mach kleiner, mach es kleiner, etwas kleiner, ein bisschen kleiner, bisschen kleiner, ein wenig kleiner, noch kleiner
reply-main = das Hauptmotiv, Hauptmotiv, das Motiv, die Hauptsache, die Person, die Personen, den Menschen, den Mann, die Frau, das Mädchen, den Jungen, das Kind, das Baby, den Hund, der Hund, die Katze, das Tier, das Auto, das Objekt, das Produkt, den Vordergrund, Person ausschneiden, Person freistellen, Motiv freistellen, Motiv ausschneiden, freistellen, stell frei, stell das Motiv frei, stell die Person frei, Person, Mensch, Mann, Frau, Kind, Hund, Katze, Tier, alles außer dem Hintergrund, mich ausschneiden, schneide mich aus
reply-sticker = Sticker, einen Sticker, ein Sticker, mach einen Sticker, mach einen Sticker daraus, mach daraus einen Sticker, als Sticker, Sticker machen, Sticker erstellen, Aufkleber
reply-thanks = danke, danke schön, dankeschön, danke sehr, vielen Dank, vielen lieben Dank, besten Dank, herzlichen Dank, danke dir, perfekt, super, toll, prima, klasse, spitze, wunderbar, genial, sehr gut, gut gemacht
reply-hello = hallo, hallo du, hi, hey, hallöchen, moin, servus, grüß dich, grüß Gott, guten Tag, guten Morgen, guten Abend, tag, wie geht's, wie geht es dir, wer bist du, bist du ein Bot
reply-help = Hilfe, hilf mir, ich brauche Hilfe, wie geht das, wie funktioniert das, wie funktionierst du, was kannst du, was kannst du alles, was kannst du tun, was machst du, was muss ich tun, was muss ich machen, was soll ich tun, was soll ich machen, was kann ich schreiben, was jetzt, und jetzt, wie benutze ich das, Anleitung, ich verstehe nicht, ich verstehe das nicht, Befehle
reply-number = …. Foto, …. Bild, …tes Foto, …tes Bild
reply-choice = die …, der …, den …, Nummer …, die Nummer …, Nr. …, Nr …, Variante …, Bild …, …. Bild, …te, …tes, …ter, …ten
reply-ordinal = erste 1, erstes 1, erster 1, ersten 1, zweite 2, zweites 2, zweiter 2, zweiten 2, dritte 3, drittes 3, dritter 3, dritten 3, vierte 4, viertes 4, vierten 4, fünfte 5, fünftes 5, fünften 5
reply-colors = weiß white, weiss white, schwarz black, rot red, orange orange, gelb yellow, grün green, gruen green, blau blue, hellblau lightblue, dunkelblau darkblue, himmelblau skyblue, marineblau navy, hellgrün lightgreen, dunkelgrün darkgreen, mintgrün aquamarine, lila mediumpurple, violett purple, rosa pink, grau gray, hellgrau lightgray, dunkelgrau dimgray, braun saddlebrown, bordeaux maroon, weinrot maroon, golden gold, silber silver, silbern silver, türkis turquoise, lachs salmon, weißer white, weißem white, weißen white, schwarzer black, schwarzem black, schwarzen black, roter red, rotem red, blauer blue, blauem blue, grüner green, grünem green, gelber yellow, gelbem yellow, grauer gray, grauem gray
reply-background = durchsichtig none, transparenter Hintergrund none, durchsichtiger Hintergrund none, ohne Hintergrund none, kein Hintergrund none, Hintergrund weg none, Hintergrund entfernen none, entferne den Hintergrund none, unscharf blur, verschwommen blur, Hintergrund unscharf blur, unscharfer Hintergrund blur, den Hintergrund entfernen none, Hintergrund bitte entfernen none, entferne bitte den Hintergrund none, entfern den Hintergrund none, Hintergrund löschen none, den Hintergrund löschen none, lösche den Hintergrund none, lösch den Hintergrund none, den Hintergrund weg none, der Hintergrund soll weg none, der Hintergrund muss weg none, Hintergrund raus none, Hintergrund wegmachen none, den Hintergrund wegmachen none, mach den Hintergrund weg none, nimm den Hintergrund weg none, Hintergrund transparent none, mach den Hintergrund transparent none
reply-backdrop = auf …, mit …, vor …, in …, Hintergrund …, Hintergrund: …, Hintergrund in …, der Hintergrund …, den Hintergrund …, mach den Hintergrund …, mach …, … Hintergrund, als Hintergrund …, … als Hintergrund, … machen, bitte …, … bitte, … danke, kannst du …, kannst du bitte …, könntest du …, könntest du bitte …, ich will …, ich möchte …, ich hätte gern …, … aus dem Foto, … aus dem Bild, … von dem Foto
reply-spoken = eins 1, zwei 2, zwo 2, drei 3, vier 4, fünf 5, sechs 6, sieben 7, acht 8, neun 9, zehn 10, elf 11, zwölf 12

language-name = Deutsch

## Die Menüs der Befehle und was Telegram über den Bot zeigt

command-start = So funktioniert es
command-help = Was du schreiben kannst
command-auto = Zeigen, was sich ausschneiden lässt
command-sticker = Sticker aus dem machen, worauf du antwortest
command-pack = Stickerpaket zeigen oder umbenennen
command-remove = Sticker, auf den du antwortest, aus dem Paket nehmen
command-settings = Wie du deine Ausschnitte magst
command-cancel = Die Fotos weglegen
command-privacy = Was mit deinen Fotos geschieht
command-mydata = Alles bekommen, was über dich gespeichert ist
command-forget = Löschen, was über dich gespeichert ist
group-command-cut = Etwas aus dem Foto ausschneiden, auf das du antwortest
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = Was alle in dieser Gruppe dürfen
group-command-help = { command-help }
about-short = Schick ein Foto, zeig auf etwas, und du bekommst es ausgeschnitten als transparentes PNG.
about =
    Ich schneide Motive aus deinen Fotos aus.

    Schick mir ein Foto, und ich zeige es unter einem Raster. Antworte mit einem Feld wie C4, und du bekommst, worauf du gezeigt hast, mit transparentem Hintergrund zurück.

## Antworten auf Befehle

start =
    Hi! Schick mir ein Foto, und ich schneide aus, worauf du zeigst.

    1. Du schickst ein Foto.
    2. Ich zeige es unter einem Raster.
    3. Du antwortest mit einem Feld, zum Beispiel C4.
    4. Du bekommst das Motiv als PNG mit transparentem Hintergrund.

    Für die beste Qualität schick das Foto als Datei.
start-page =
    Hi! Schick mir ein Foto, und ich schneide aus, worauf du tippst.

    1. Du schickst ein Foto.
    2. Du drückst darunter „{ button-page }“ und tippst auf das Motiv.
    3. Du bekommst es als PNG mit transparentem Hintergrund.

    Du kannst auch mit einem Feld des Rasters antworten, zum Beispiel C4. Für die beste Qualität schick das Foto als Datei.
help-page = Am einfachsten: Drück unter einem Foto „{ button-page }“ und tippe auf das Motiv. Oder schreib:

help =
    Schick mir ein Foto und zeig dann auf etwas darin:

    C4 – ein Feld des Rasters
    C4 D5 – mehrere Felder desselben Motivs
    640,360 – ein Pixel, siehe die Skalen am Rand
    50%,40% – eine Stelle in Prozent
    B2:F7 – ein Rahmen darum
    C4 -A1 – mit C4, ohne A1
    C4 + F2 – zwei Objekte zusammen

    zoom C4 – näher heran
    2: C4 – im zweiten Foto eines Albums

    Antworte auf einen Ausschnitt, um ihn zu korrigieren:

    D5 – das gehört auch dazu
    -A1 – das nicht
    + F2 – noch ein Objekt dazu
    rückgängig – einen Schritt zurück
    größer, kleiner – mehr davon, oder weniger
    orange oder #ff8800 – eine Farbe als Hintergrund; ein Foto geht auch
    durchsichtig, unscharf – nichts dahinter, oder das Foto unscharf

    /auto zeigt, was sich ausschneiden lässt: Such dir eine Nummer aus. Der Knopf 🎯 unter einem Foto schneidet das Hauptmotiv aus.

    Unter jedem Ausschnitt ist ein Knopf für einen Sticker. Antworte auf einen Sticker mit Emojis, um sie ihm zu geben, oder mit:

    /sticker 😀 – einen Sticker machen oder in dein Paket legen
    /sticker orange – mit einer Kontur in dieser Farbe
    /pack – deine Pakete; /pack Neuer Name benennt sie um
    /remove – aus dem Paket nehmen

    /settings sagt, wie du deine Ausschnitte magst.

    Eine Bildunterschrift ist auch eine Antwort: Schick ein Foto mit C4 darunter. Vertippt? Bearbeite, was du geschrieben hast, und ich korrigiere meine Antwort.

    Antworte in einer Gruppe auf ein beliebiges Foto mit /cut@{ $bot } oder /cut@{ $bot } C4.

    Schreib einfach drauflos, oder antworte auf ein älteres Foto, um daraus auszuschneiden.
    /cancel legt deine Fotos weg, /privacy sagt, was mit ihnen geschieht.
privacy =
    Deine Fotos werden nur im Arbeitsspeicher bearbeitet und nie auf einer Festplatte gespeichert. { $engine ->
        [ray] Ausgeschnitten wird auf Rechnern der Person, die diesen Bot betreibt; kein anderer Dienst sieht deine Fotos.
       *[local] Ausgeschnitten wird auf dem Rechner des Bots; kein anderer Dienst sieht deine Fotos.
    }

    { $days ->
        [one] { $days } Tag gespeichert
       *[other] { $days } Tage gespeichert
    }: in welcher Nachricht dein Foto kam, Telegrams Namen für die Datei und deine Ausschnitte, Name und Größe der Datei, und worauf du gezeigt hast, damit du nach einem Neustart weitermachen kannst.

    Gespeichert, bis du es änderst: wie du deine Ausschnitte magst und welche Sprache du gewählt hast. Bei Stickern: wie sie aussehen, ihre Pakete und wer sie hinzugefügt hat. Eine Gruppe, aus der ich entfernt werde, vergesse ich.

    Gespeichert, bis es beantwortet ist: was du schreibst; die Nummer der Nachricht { $journal_days } Tage.{ $counts ->
        [on] { " " }Weil es eine Tagesgrenze gibt, wird auch { $journal_days } Tage gespeichert, wie viel du an einem Tag ausschneidest.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Ausschnitte für Chats, in denen ich nicht bin, gehen über einen Chat der Person, die mich betreibt, und bleiben dort, bis sie gelöscht werden.
       *[off] { "" }
    }

    /mydata schickt dir alles, was über dich gespeichert ist, /cancel legt deine Fotos weg, und /forget löscht all das, außer den Stickern einer Gruppe, der Zählung von heute und ob dich jemand, der mich betreibt, blockiert oder zugelassen hat.{ $page ->
        [none] { "" }
       *[other] { " " }Dieser Text als Seite: { $page }
    }
mydata = Alles, was über dich gespeichert ist. /forget löscht es; was bleibt, sagt /privacy.
mydata-private = Hier würden es andere lesen. Schick mir /mydata bitte in unserem privaten Chat.
forgotten = Erledigt: Was ich über deine Fotos und Nachrichten gespeichert hatte, ist gelöscht. Die Nachrichten selbst kannst nur du löschen.
cancelled =
    { $count ->
        [0] Es gibt nichts wegzulegen. Schick mir ein Foto, wann immer du magst.
        [one] Erledigt, dein Foto ist weggelegt. Schick mir ein neues, wann immer du magst.
       *[other] Erledigt, deine { $count } Fotos sind weggelegt. Schick mir ein neues, wann immer du magst.
    }

group-start =
    Antworte auf ein beliebiges Foto hier mit /cut@{ $bot } und dann mir mit einem Feld, zum Beispiel C4.

    Schreib meinen Namen auch hinter diese; das Menü macht das für dich:

    /cut C4 – sofort ausschneiden
    /auto – was sich ausschneiden lässt
    /sticker 😀 – einen Sticker machen
    /pack – die Sticker der Gruppe
    /remove – einen aus dem Paket nehmen
    /settings – für Admins

    Ich sehe nur, was für mich bestimmt ist. Admins zeigt Telegram alles: Mach mich nur zum Admin, wenn es sein muss.

## Ein Foto und sein Ausschnitt

preview-short = Was soll ich ausschneiden?
preview = Was soll ich ausschneiden? Antworte mit dem Feld, zum Beispiel { $cell }, oder mit Pixeln wie { $pixel }.
album-pages = Oder tippe selbst auf das Motiv, in Foto:
album = Welches Foto, und was darin? Schreib die Nummer und ein Feld, zum Beispiel { $number }: { $cell }, oder antworte auf eines der Fotos mit einem Feld.
preview-points = Bisher { $points }. Antworte mit dem, was noch dazugehört, wie { $cell }, oder nicht: -{ $cell }.
preview-add = Bisher { $points }. Antworte mit einem Feld des anderen Objekts, zum Beispiel { $cell }.
proposals = Das sehe ich. Drück die Nummer von dem, was ich ausschneiden soll.
tap-cell = Tippe auf das Feld mit dem Motiv.
tap-closer = Tippe auf das Feld, das du näher sehen willst.
cutout = { $points } – bitte sehr.
cutout-advice = Passt nicht ganz? Antworte hierauf mit einem weiteren Feld des Motivs, oder mit einem Minus und einem, das nicht dazugehört, wie -A1.
cutout-advice-page = Passt nicht ganz? Drück „{ button-correct }“. Oder antworte mit einem weiteren Feld des Motivs, oder mit einem Minus und einem, das nicht dazugehört, wie -A1.
cutout-guess = So habe ich dich verstanden. Falls du einen größeren oder kleineren Teil meintest: Die Knöpfe unten zeigen, was ich dort noch sehe.
cutout-ask = So habe ich dich verstanden. Falls du etwas anderes meintest, schau dir das nächste Bild an.
choose = Oder meintest du eines davon?
choice-stale = Meine Antwort hat sich inzwischen geändert. Antworte bitte auf die neueste.
welcome = Gern geschehen! Schick mir das nächste Foto, wann immer du magst.
hello = Hallo! Ich schneide Dinge aus Fotos aus. Schick mir eins, und antworte mit dem Feld, in dem das Motiv ist, zum Beispiel C4, oder drück „{ button-main }“. Was noch geht: /help
partial = Die Datei hört vor dem Foto auf: Ein Teil davon fehlt. Ich habe genommen, was da ist.
first-frame = Das bewegt sich: Ich habe das erste Bild genommen.
fit-deflated = Die Datei war zu groß für Telegram, also habe ich sie stärker komprimiert. Es fehlt kein Pixel.
fit-trimmed = Die Datei war zu groß für Telegram, also habe ich den leeren Rand entfernt.
fit-webp = Als PNG war die Datei zu groß für Telegram, hier ist sie also als WEBP, ohne den leeren Rand.
more = Das hier gilt für diesen Ausschnitt, /settings für alle weiteren. Antworte mit einem Foto oder einer Farbe wie orange oder #ff8800, und sie wird der Hintergrund.
look = Zum schnellen Ansehen – die Datei hat jedes Pixel.
likes = Wie magst du deine Ausschnitte? Was du antippst, gilt ab jetzt für jedes neue Foto.
languages = In welcher Sprache soll ich antworten?

## Wen der Gastgeber einlässt

stranger = Hallo! Dieser Bot ist privat. Wenn du weißt, wer ihn betreibt, gib diese Nummer weiter, damit du Zugang bekommst: { $id }
stats =
    Letzte 24 Stunden: Personen: { $people }, Fotos: { $photos }, Vorschauen und Ausschnitte: { $cuts }.
    Fotos, auf die man zeigen kann: { $kept }. Noch nicht beantwortet: { $waiting }.
    Modell: { $model } auf { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Außer Betrieb: { $failed }.
    }
    Modell fürs Hauptmotiv: { $subject ->
        [off] aus
        [idle] noch nicht geladen, kein Foto hat es gebraucht
        [loading] wird geholt oder geladen
       *[other] { $subject }
    }.
stats-chart = Die letzten { $days } Tage: 🟦 Personen, 🟩 Ausschnitte, 🟧 Sekunden bis zur Antwort, 🟥 Ablehnungen.
blocked = { $id } ist ab jetzt blockiert. /allow { $id } hebt das auf.
allowed = { $id } ist ab jetzt zugelassen. /block { $id } hebt das auf.
whom = Wen? Schreib die Nummer hinter den Befehl, oder antworte damit auf eine Nachricht der Person. Wer den Bot betreibt, lässt sich nicht blockieren.

## Knöpfe

button-smaller = − Kleiner
button-bigger = + Größer
button-points = Punkte
button-cutout = Ausschnitt
button-page = 👆 Selbst antippen
button-correct = 👆 Durch Tippen ändern
button-main = 🎯 Hauptmotiv
button-auto = ✨ Auto
button-tap = Felder
button-zoom = Zoom
button-finer = Feiner
button-back = ← Zurück
button-add = + Objekt
button-undo = ↩ Rückgängig
button-restart = Von vorn
button-more = Mehr…
button-less = ← Weniger

button-edge-hard = Harte Kante
button-edge-soft = Weich
button-edge-fine = Fein
button-grow-less = − Schmaler
button-grow-more = + Breiter
button-crop-none = Ganz
button-crop-trim = Knapp
button-crop-square = Quadrat
button-outline-white = Weiße Linie
button-outline-black = Schwarze Linie
button-shadow = Schatten
button-background-none = Ohne
button-background-white = Weiß
button-background-black = Schwarz
button-background-blur = Unscharf
button-background-photo = Anderes Foto
button-as-photo = Als Foto
button-language = 🌐 { language-name }
button-language-app = Wie in Telegram

button-sticker = Sticker
button-add-to-pack = ➕ Ins Paket
button-pack = Paket öffnen
button-take-out = ↩ Rausnehmen
button-start = Starten und zurück
button-style = 🎨 Kontur
button-files = Als Datei
button-no-outline = Ohne Kontur
button-thin = Dünn
button-medium = Mittel
button-thick = Dick
button-shadow-on = Mit Schatten
button-shadow-off = Ohne Schatten
button-format-webp-lossless = Verlustfrei

## Sticker und Gruppen

sticker-files = Der Sticker als WEBP und als PNG, für andere Messenger.
added = Er ist jetzt im Paket „{ $title }“.
added-link = Er ist jetzt im Paket „{ $title }“: { $link }
removed = Aus dem Paket genommen.
retitled = Das Paket heißt jetzt „{ $title }“.
emoji-set = Er steht jetzt für { $emoji }.
pack-title = Meine Sticker
pack-line =
    { $title } – { $count ->
        [one] 1 Sticker
       *[other] { $count } Sticker
    }
    { $link }
rules = Tippe, um zu ändern, was hier alle dürfen.
rule-all-answer = Alle dürfen auf Fotos zeigen
rule-asker-answers = Nur wer angefragt hat, darf zeigen
rule-all-add = Alle dürfen ins Paket legen
rule-admins-add = Nur Admins dürfen ins Paket legen
rule-quiet = 🤫 Vorschau nur für Anfragende
rule-loud = 📣 Vorschau für alle

## In Chats, in denen ich nicht bin

inline-more = Deine neuesten Ausschnitte – mach noch einen
inline-none = Noch keine Ausschnitte – schick mir ein Foto
guest-wait = Moment, ich schneide aus …
guest-private = Ich kann hier keine Dateien schicken. Mach mit diesem Foto in unserem eigenen Chat weiter:
guest-sticker = Hier ist der Sticker als Datei.
guest-not-yours = Das darf nur drücken, wer mich hier gerufen hat. Antworte auf das Foto mit meinem Namen, um mich selbst zu rufen.
guest-no-files = In diesen Chat kann ich keinen Sticker schicken. Schick mir das Foto in unserem eigenen Chat.
guest-as-chat = Hier antworte ich Personen, keinen Gruppen oder Kanälen. Ruf mich in deinem eigenen Namen.
button-open = Foto öffnen
button-send-sticker = Als Sticker schicken

## Solange andere dran sind, und wenn eine Antwort verloren ging

ahead =
    { $count ->
        [0] Moment – du bist gleich dran.
       *[other] Moment – noch { $count } vor dir.
    }
unsure = Ich habe dir geantwortet, aber Telegram hat mir nicht gesagt, ob es angekommen ist. Wenn du nichts siehst, drück den Knopf.
button-again = Nochmal schicken

## Was man selbst beheben kann

error-nothing-to-cut = Ich kann aus Fotos, als Datei geschickten Bildern und unbewegten Stickern ausschneiden – nicht aus Videos, Sprachnachrichten oder Texten. Antworte auf ein Foto.
error-no-photo-named = Antworte mit diesem Befehl auf ein Foto, und ich schneide etwas daraus aus.
error-only-who-asked = In dieser Gruppe darf nur auf ein Foto zeigen, wer es angefragt hat. Antworte mit /cut auf das Foto, um selbst anzufragen.
error-admins-only = Das dürfen nur die Admins dieser Gruppe. Frag bitte einen von ihnen.
no-media-here = In dieser Gruppe darf ich keine Fotos, Dateien und Sticker schicken. Frag ihre Admins, ob sie das erlauben oder mich zum Admin machen – und versuch es dann nochmal.
error-not-a-color = Diese Farbe kenne ich nicht. Schreib einen Namen wie orange, oder #ff8800, #f80 oder rgb(255, 136, 0).
error-not-emoji = Schreib hinter /sticker Emojis, eine Farbe oder gar nichts, zum Beispiel /sticker 😀 orange.
error-too-many-emoji = Ein Sticker kann höchstens { $limit } Emojis haben. Bitte schreib weniger.
error-no-sticker-named = Antworte mit diesem Befehl auf einen Ausschnitt, ein Foto oder einen unbewegten Sticker.
error-already-in-pack = Dieser Sticker ist schon im Paket.
error-not-in-pack = Dieser Sticker ist in keinem Paket dieses Chats. Antworte auf einen, der in einem ist.
error-not-your-sticker = Das darf nur, wer den Sticker hinzugefügt hat, und die Admins der Gruppe.
error-no-pack = Hier gibt es noch kein Paket. Mach einen Sticker und füg ihn hinzu: Dann entsteht eins.
error-empty-title = Dieser Titel wäre unsichtbar. Schreib einen mit Buchstaben oder Emojis.
error-owner-must-start = Telegram will, dass das Paket jemandem gehört, der mich gestartet hat. Nimm den Knopf unter dem Sticker, dann ist es deins.
error-pack-unavailable =
    { $kind ->
        [emoji] Unter diesem Emoji nimmt Telegram keinen Sticker an. Antworte auf den Sticker mit einem anderen, etwa 😀, und versuch es noch einmal.
       *[other] Telegram nimmt den Sticker gerade nicht an. Bitte versuch es in einer Minute noch einmal.
    }

error-not-an-image = Das kann ich nicht lesen. Schick mir ein Foto, oder ein Bild als Datei (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF oder BMP).
error-raw-photo = Das ist eine RAW-Datei einer Kamera, in der nur ein winziges Bild steckt. Exportiere sie bitte als JPEG (oder für volle Qualität als TIFF oder PNG) und schick mir das als Datei.
error-damaged-image = Dieses Bild ist beschädigt oder unvollständig. Bitte schick es noch einmal, oder ein anderes.
error-file-too-large = Diese Datei hat { $megabytes } MB; ich nehme bis zu { $limit } MB. Schick sie als Foto statt als Datei, oder mach sie kleiner.
error-too-many-pixels = Dieses Bild hat { $width } × { $height } Pixel; ich nehme bis zu { $limit } Megapixel. Schick es als Foto statt als Datei, oder mach es kleiner.
error-too-heavy = Dieses Bild ist zu aufwendig zu entpacken. Bitte schick es als Foto statt als Datei, oder speichere es noch einmal als einfaches JPEG.
error-unreadable-reply =
    { $kind ->
        [number] Welches Bild meinst du? Antworte mit der Nummer auf das Bild, auf dem sie steht – oder schreib ein Feld, zum Beispiel { $example }.
       *[other] Darin sehe ich keine Stelle. Schreib ein Feld des Rasters, zum Beispiel { $example }. Was noch geht: /help
    }
error-nothing-to-keep = Damit weiß ich nur, was weg soll. Nenn auch ein Feld von dem, was bleibt, zum Beispiel { $example }: Ich schneide Dinge aus und lasse den Rest weg.
error-no-other-size = Eine andere Größe sehe ich dort nicht. Antworte mit einem Feld, das fehlt, zum Beispiel { $example }, oder mit einem, das zu viel ist: -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] Das bewegt sich. Antworte mit /cut, und ich nehme das erste Bild. Für einen anderen Moment halte es dort an und schick mir einen Screenshot.
       *[other] Aus einem Video kann ich nicht ausschneiden. Halte es an, wo es am besten aussieht, mach einen Screenshot und schick ihn mir als Foto.
    }
error-photo-elsewhere = Von dort kann ich kein Foto holen. Leite es mir weiter oder schick es hierher, und antworte dann darauf.
error-nothing-to-enlarge = Näher geht es nicht. Antworte mit einem Feld, oder geh zurück.
error-too-many-points = Das sind mehr als { $limit } Punkte. Ein paar genügen – versuch es mit einem bis drei.
error-too-many-objects = Das sind mehr als { $limit } Objekte für einen Ausschnitt. Zeig bitte auf weniger.
error-outside-photo = { $given } liegt außerhalb des Fotos. Felder gehen bis { $last_cell }, Pixel bis { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = Dort finde ich nichts zum Ausschneiden. Versuch ein Feld mitten im Motiv, oder zwei Felder darauf.
error-which-photo = Welches Foto? Schreib die Nummer davor, zum Beispiel 2: { $example }, oder antworte auf eines davon.
error-no-such-photo = In diesem Album gibt es kein Foto { $number } zum Ausschneiden. Jedes zeigt seine Nummer in der Ecke.
error-no-open-job = Ich weiß nicht, welches Foto du meinst. Schick mir eins, oder antworte auf eines von meinen mit Raster.
error-stale-button = Das Foto zu diesem Knopf ist weggelegt. Schick mir das Foto noch einmal.
error-stale-pass = Diese Seite wurde vor zu langer Zeit geöffnet. Schließ sie und öffne sie neu mit dem Knopf unter dem Foto.
error-not-your-photo = Dieses Foto ist in einem Chat, in dem du nicht bist. Schick es mir selbst, und ich schneide es dir aus.
error-photo-gone = Ich kann dieses Foto nicht mehr abrufen. Bitte schick es noch einmal.
error-background-gone = Ich kann das Foto im Hintergrund nicht mehr abrufen. Wähl einen anderen Hintergrund, oder antworte noch einmal mit dem Foto.
error-daily-limit-reached =
    { $limit ->
        [one] Das war dein einziger Ausschnitt für heute.
       *[other] Das waren deine { $limit } Ausschnitte für heute.
    } Morgen gibt es wieder welche.
error-cutout-too-large = Der Ausschnitt hat { $megabytes } MB, und Telegram lässt mich höchstens { $limit } MB schicken. Schick mir ein kleineres Foto, oder nimm einen kleineren Teil davon.
error-too-many-requests = Moment – ich bin noch mit dem beschäftigt, was du vorher geschickt hast. Versuch es gleich noch einmal.

## Was unser Fehler ist

error-engine-busy = Gerade habe ich zu viel zu tun. Versuch es bitte in einer Minute noch einmal – ein Foto ohne Antwort schick bitte neu.
error-engine-timeout = Das hat leider zu lange gedauert. Versuch es bitte noch einmal – ein Foto ohne Antwort schick bitte neu.
error-engine-failed = Beim Ausschneiden ist leider etwas schiefgegangen. Versuch es bitte noch einmal – ein Foto ohne Antwort schick bitte neu.
error-storage-gone = Tut mir leid, ich habe meine Notizen verloren und kann nicht weitermachen. Erst muss helfen, wer mich betreibt – bitte versuch es später noch einmal.
error-unexpected = Tut mir leid, bei mir ist etwas schiefgegangen. Bitte versuch es noch einmal.

## Die Seite, auf der man Fotos antippt

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Motiv antippen
page-hint = Tippe an, was du ausschneiden willst.
page-done = Fertig
page-undo = Rückgängig
page-smaller = Kleiner
page-bigger = Größer
page-side = Was Tippen bewirkt
page-size = Größe
page-coach = Drei Arten zu zeigen
page-coach-tap = Tippe auf das Motiv. Tippe weiter für mehr.
page-coach-drag = Zieh mit einem Finger einen Rahmen darum.
page-coach-pinch = Mit zwei Fingern siehst du näher hin.
page-understood = Alles klar
page-add = Dazu
page-remove = Weg
page-form = Was es werden soll
page-document = PNG
page-sticker = Sticker
page-photo = Das Foto. Pfeiltasten bewegen das Kreuz, Enter tippt, R wechselt zwischen Dazu und Weg, die Rücktaste macht rückgängig, Plus und Minus zoomen.
page-loading = Foto wird geladen …
page-looking = Suche läuft …
page-lit = Objekt ausgewählt
page-points = Punkte:
page-first = Tippe zuerst auf das Motiv selbst.
page-sending = Wird gesendet …
page-sent = Unterwegs in den Chat.
page-outside = Öffne diese Seite im Chat, mit dem Knopf unter einem Foto.
page-offline = Keine Verbindung. Bitte versuch es noch einmal.
