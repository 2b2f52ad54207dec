### Tout ce que dit le bot et les mots que les gens emploient, en français. Des phrases
### courtes : on les lit sur un téléphone.
###
### Glossaire
###   découper, découpe         cut out, cutout
###   case, grille              cell, grid
###   indiquer, toucher         par des mots ; du doigt
###   sujet                     thing ; `objet` là où l'on en compte plusieurs
###   bord                      edge, la limite de la découpe
###   contour                   outline, la ligne autour d'une découpe ou d'un sticker
###   pack                      ensemble de stickers ; `ranger` se dit des photos
###   ton                       tutoiement

## Les mots des réponses. … est l'endroit indiqué.

reply-without = sans …, sauf …, moins …, hors …, enlève …, enlever …, retire …, mais sans …, supprime …, supprimer …, efface …, effacer …, retirer …, ôte …, tout sauf …, … est en trop, … en trop, … est de trop, … ne fait pas partie, … ne fait pas partie du sujet, … n’en fait pas partie, … n’est pas dedans, … n’a rien à faire là, … c’est trop
reply-negation = pas …, mais pas …, je ne veux pas …, je veux pas …
reply-unclear = à côté, au-dessus, en dessous, derrière, entre, autour
reply-also = … et …, … aussi …, … ainsi que …
reply-box = … à …, … jusqu’à …
reply-aside = s’il te plaît …, s’il vous plaît …, stp …, svp …, … s’il te plaît, … s’il vous plaît, … stp, … svp, … merci, dans …, en …, case …, la case …, dans la case …, le …, la …, oui …, c’est …, de …, depuis …, de la case …, … aussi, peux-tu …, tu peux …, pouvez-vous …, pourrais-tu …, pourriez-vous …, je pense …, je crois …, peut-être …, … je pense, … je crois, … de la photo, … de cette photo, … de l’image, … sur la photo
reply-keep = seulement …, juste …, uniquement …, découpe …, découper …, je veux …, je voudrais …, ajoute …, garde …, garder …, … seulement, … uniquement, il manque …, … manque, il me faut …, j’ai besoin de …, choisis …, sélectionne …, prends …, je voudrais juste …
reply-instead = non …, je veux dire …, je voulais dire …, plutôt …, … plutôt
reply-further = … aussi, ajoute …, il manque …, … manque
reply-swap = remplace -… par …, remplacez -… par …, remplacer -… par …, change -… en …, … au lieu de -…, … à la place de -…, au lieu de -… …, à la place de -… …
reply-zoom = agrandir…, agrandis…, zoome…, zoome sur …, zoomer…, zoomer sur …, zoom sur …
reply-undo = annuler, annule, défaire, défais
reply-bigger = plus grand, plus grande, plus gros, un peu plus grand, encore plus grand, en plus grand
reply-smaller = plus petit, plus petite, un peu plus petit, encore plus petit, en plus petit
reply-main = le sujet principal, sujet principal, le sujet, l’objet principal, l’essentiel, la personne, les personnes, les gens, l’homme, la femme, la fille, le garçon, l’enfant, le bébé, le chien, le chat, l’animal, la voiture, l’objet, le produit, le premier plan, détourer, détoure, détourage, détoure la personne, détoure le sujet, détourer la personne, personne, homme, femme, enfant, chien, chat, tout sauf le fond, tout sauf l’arrière-plan, découpe-moi
reply-sticker = autocollant, un autocollant, un sticker, fais un sticker, fais-en un sticker, fais-moi un sticker, faire un sticker, en sticker, créer un sticker, fais un autocollant
reply-thanks = merci, merci beaucoup, merci bien, merci infiniment, mille mercis, super, parfait, génial, excellent, magnifique, impeccable, top, très bien, bien joué, j’adore
reply-hello = bonjour, salut, coucou, bonsoir, bonne journée, hé, ça va, ca va, comment ça va, comment vas-tu, qui es-tu, tu es qui, es-tu un bot
reply-help = aide, à l’aide, aide-moi, aidez-moi, besoin d’aide, j’ai besoin d’aide, comment ça marche, comment ca marche, comment faire, comment on fait, comment ça fonctionne, que peux-tu faire, qu’est-ce que tu peux faire, qu’est-ce que tu sais faire, que sais-tu faire, tu fais quoi, tu sais faire quoi, que faire, et maintenant, je fais quoi, c’est quoi, mode d’emploi, instructions, commandes, je ne comprends pas, je comprends pas
reply-number = …e photo, …ème photo, …eme photo, …de photo
reply-choice = le …, la …, numéro …, le numéro …, n …, option …, …e, …ème, …eme, …er, …ère
reply-ordinal = premier 1, première 1, deuxième 2, second 2, seconde 2, troisième 3, quatrième 4, cinquième 5
reply-colors = blanc white, blanche white, noir black, noire black, rouge red, jaune yellow, vert green, verte green, bleu blue, bleue blue, bleu clair lightblue, bleu foncé darkblue, bleu ciel skyblue, bleu marine navy, vert clair lightgreen, vert foncé darkgreen, violette purple, mauve mediumpurple, lilas mediumpurple, rose pink, rose clair lightpink, gris gray, grise gray, gris clair lightgray, gris foncé dimgray, marron saddlebrown, brun saddlebrown, bordeaux maroon, doré gold, argenté silver, menthe aquamarine, saumon salmon
reply-background = fond transparent none, sans fond none, sans arrière-plan none, enlève le fond none, enlever le fond none, retire le fond none, supprime le fond none, supprimer le fond none, flou blur, floue blur, fond flou blur, arrière-plan flou blur, floute le fond blur, enlève l’arrière-plan none, enlever l’arrière-plan none, retire l’arrière-plan none, retirer l’arrière-plan none, retirer le fond none, supprime l’arrière-plan none, supprimer l’arrière-plan none, efface le fond none, effacer le fond none, efface l’arrière-plan none, enlève fond none, enlever fond none, supprimer fond none, fond enlevé none, vire le fond none, détourage du fond none, arrière-plan transparent none
reply-backdrop = fond …, fond : …, fond en …, le fond …, sur fond …, sur un fond …, avec un fond …, avec …, sur …, en …, arrière-plan …, mets le fond en …, mets …, mets-le en …, … en fond, … en arrière-plan, … derrière, … s’il te plaît, … s’il vous plaît, … stp, … svp, … merci, s’il te plaît …, stp …, svp …, peux-tu …, tu peux …, pouvez-vous …, pourrais-tu …, pourriez-vous …, je veux un …, je voudrais un …, je veux …, je voudrais …, … de la photo, … de cette photo, … de l’image
reply-spoken = un 1, deux 2, trois 3, quatre 4, cinq 5, six 6, sept 7, huit 8, neuf 9, dix 10, onze 11, douze 12

language-name = Français

## Les menus de commandes, et ce que Telegram montre du bot

command-start = Comment ça marche
command-help = Ce que tu peux écrire
command-auto = Montrer ce qui peut être découpé
command-sticker = Faire un sticker du message auquel tu réponds
command-pack = Voir le pack de stickers, ou le renommer
command-remove = Sortir du pack le sticker auquel tu réponds
command-settings = Comment tu aimes tes découpes
command-cancel = Ranger les photos
command-privacy = Ce que deviennent tes photos
command-mydata = Recevoir tout ce qui est gardé sur toi
command-forget = Effacer ce qui est gardé sur toi
group-command-cut = Découper dans la photo à laquelle tu réponds
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = Ce que chacun peut faire dans ce groupe
group-command-help = { command-help }
about-short = Envoie une photo, indique un sujet, et reçois-le découpé en PNG transparent.
about =
    Je découpe ce que tu veux dans tes photos.

    Envoie-moi une photo et je la montre sous une grille. Réponds avec une case, comme C4, et ce que tu as indiqué te revient sur un fond transparent.

## Réponses aux commandes

start =
    Salut ! Envoie-moi une photo, et je découpe ce que tu indiques.

    1. Tu envoies une photo.
    2. Je la montre sous une grille.
    3. Tu réponds avec une case, comme C4.
    4. Tu reçois le sujet en PNG avec un fond transparent.

    Pour la meilleure qualité, envoie la photo comme fichier.
start-page =
    Salut ! Envoie-moi une photo, et je découpe ce que tu touches.

    1. Tu envoies une photo.
    2. Tu appuies dessous sur « { button-page } », et tu touches le sujet.
    3. Tu le reçois en PNG avec un fond transparent.

    Tu peux aussi répondre avec une case de la grille, comme C4. Pour la meilleure qualité, envoie la photo comme fichier.
help-page = Le plus simple : appuie sur « { button-page } » sous une photo et touche le sujet. Ou écris :

help =
    Envoie-moi une photo, puis indique quelque chose dedans :

    C4 – une case de la grille
    C4 D5 – plusieurs cases du même sujet
    640,360 – un pixel, d’après les règles sur les bords
    50%,40% – un endroit en pourcentage
    B2:F7 – un cadre autour
    C4 -A1 – avec C4, sans A1
    C4 + F2 – deux objets ensemble

    zoom C4 – voir de plus près
    2: C4 – dans la deuxième photo d’un album

    Réponds à une découpe pour la corriger :

    D5 – ça en fait partie aussi
    -A1 – ça non
    + F2 – un autre objet en plus
    annuler – revenir à l’étape d’avant
    plus grand, plus petit – en prendre plus, ou moins
    orange ou #ff8800 – une couleur derrière ; une photo, ça marche aussi
    transparent, flou – rien derrière, ou la photo floue

    /auto montre ce qui peut être découpé : choisis un numéro. Le bouton 🎯 sous une photo découpe le sujet principal.

    Sous chaque découpe, il y a un bouton pour en faire un sticker. Réponds à un sticker avec des emojis pour les lui donner, ou avec :

    /sticker 😀 – faire un sticker, ou le mettre dans ton pack
    /sticker orange – avec un contour de cette couleur
    /pack – tes packs ; /pack Nouveau nom les renomme
    /remove – le sortir du pack

    /settings dit comment tu aimes tes découpes.

    Une légende est aussi une réponse : envoie une photo avec C4 dessous. Une faute de frappe ? Modifie ton message, et je corrige ma réponse.

    Dans un groupe, réponds à n’importe quelle photo avec /cut@{ $bot } ou /cut@{ $bot } C4.

    Écris tout simplement, ou réponds à une photo plus ancienne pour découper celle-là.
    /cancel range tes photos, /privacy dit ce qu’elles deviennent.
privacy =
    Tes photos sont traitées en mémoire et jamais enregistrées sur disque. { $engine ->
        [ray] La découpe se fait sur des machines de la personne qui gère ce bot ; aucun autre service ne les voit.
       *[local] La découpe se fait sur la machine du bot ; aucun autre service ne les voit.
    }

    { $days ->
        [one] Gardé { $days } jour
       *[other] Gardé { $days } jours
    } : dans quel message ta photo est arrivée, les noms que Telegram donne au fichier et à tes découpes, son nom et sa taille, et les endroits que tu as indiqués, pour que tu puisses continuer après un redémarrage.

    Gardé jusqu’à ce que tu le changes : comment tu aimes tes découpes, et la langue que tu as choisie. Pour les stickers : leur aspect, leurs packs et qui les a ajoutés. Un groupe dont on me retire est oublié.

    Gardé jusqu’à la réponse : ce que tu écris ; son numéro, { $journal_days } jours.{ $counts ->
        [on] { " " }Comme il y a une limite par jour, le nombre de tes découpes quotidiennes est gardé { $journal_days } jours aussi.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Les découpes pour des discussions où je ne suis pas passent par une discussion de la personne qui me gère, et y restent jusqu’à ce qu’on les supprime.
       *[off] { "" }
    }

    /mydata t’envoie tout ce qui est gardé sur toi, /cancel range tes photos, et /forget efface tout cela, sauf les stickers d’un groupe, le compte du jour et le fait qu’une personne qui me gère ait bloqué ou autorisé ton accès.{ $page ->
        [none] { "" }
       *[other] { " " }Ce texte en page web : { $page }
    }
mydata = Tout ce qui est gardé sur toi. /forget l’efface ; /privacy dit ce qui reste.
mydata-private = Ici, d’autres le liraient. Envoie-moi /mydata dans notre discussion privée, s’il te plaît.
forgotten = C’est fait : ce que je gardais sur tes photos et tes messages est effacé. Les messages eux-mêmes, c’est à toi de les supprimer.
cancelled =
    { $count ->
        [0] Il n’y a rien à ranger. Envoie-moi une photo quand tu veux.
        [one] C’est fait, ta photo est rangée. Envoie-m’en une autre quand tu veux.
       *[other] C’est fait, tes { $count } photos sont rangées. Envoie-m’en une autre quand tu veux.
    }

group-start =
    Réponds ici à n’importe quelle photo avec /cut@{ $bot }, puis à moi avec une case, comme C4.

    Écris mon nom derrière celles-ci aussi ; le menu le fait pour toi :

    /cut C4 – découper tout de suite
    /auto – ce qui peut être découpé
    /sticker 😀 – faire un sticker
    /pack – les stickers du groupe
    /remove – en sortir un du pack
    /settings – pour les admins

    Je ne vois que ce qui m’est adressé. Aux admins, Telegram montre tout : ne me nomme admin que s’il le faut.

## Une photo et sa découpe

preview-short = Qu’est-ce que je découpe ?
preview = Qu’est-ce que je découpe ? Réponds avec la case, comme { $cell }, ou avec des pixels, comme { $pixel }.
album-pages = Ou touche le sujet, dans la photo :
album = Quelle photo, et quoi dedans ? Écris son numéro et une case, comme { $number }: { $cell }, ou réponds à l’une des photos avec une case.
preview-points = Jusqu’ici { $points }. Réponds avec ce qui en fait partie aussi, comme { $cell }, ou pas : -{ $cell }.
preview-add = Jusqu’ici { $points }. Réponds avec une case de l’autre objet, comme { $cell }.
proposals = Voici ce que je vois. Appuie sur le numéro de ce que je dois découper.
tap-cell = Touche la case du sujet à découper.
tap-closer = Touche la case à voir de plus près.
cutout = { $points } – et voilà.
cutout-advice = Pas tout à fait ? Réponds à ce message avec une autre case du même sujet, ou avec un moins et une case en trop, comme -A1.
cutout-advice-page = Pas tout à fait ? Appuie sur « { button-correct } ». Ou réponds avec une autre case du même sujet, ou avec un moins et une case en trop, comme -A1.
cutout-guess = C’est ce qui me semble le mieux. Si tu voulais un morceau plus grand ou plus petit, les boutons dessous montrent ce que je vois d’autre à cet endroit.
cutout-ask = C’est ce qui me semble le mieux. Si tu pensais à autre chose, regarde l’image suivante.
choose = Ou pensais-tu à l’un de ceux-ci ?
choice-stale = Ma réponse a changé depuis. Réponds à la plus récente.
welcome = Avec plaisir ! Envoie-moi une autre photo quand tu veux.
hello = Bonjour ! Je découpe des choses dans les photos. Envoie-m’en une, et réponds avec la case du sujet, comme C4, ou appuie sur « { button-main } ». Ce que je sais faire d’autre : /help
partial = Le fichier s’arrête avant la photo : il en manque une partie. J’ai pris ce qu’il y a.
first-frame = Ça bouge : j’ai pris la première image.
fit-deflated = Le fichier était trop gros pour Telegram, je l’ai donc compressé davantage. Il n’y manque pas un pixel.
fit-trimmed = Le fichier était trop gros pour Telegram, j’ai donc enlevé la marge vide.
fit-webp = Le fichier était trop gros pour Telegram en PNG, le voici donc en WEBP, sans la marge vide.
more = Ces choix valent pour cette découpe ; ceux de /settings, pour les suivantes. Réponds avec une photo, ou une couleur comme orange ou #ff8800, pour la mettre derrière.
look = Un aperçu rapide – le fichier a tous les pixels.
likes = Comment aimes-tu tes découpes ? Ce que tu touches vaut dès maintenant, pour chaque nouvelle photo.
languages = Dans quelle langue veux-tu que je te réponde ?

## Qui peut entrer

stranger = Bonjour ! Ce bot est privé. Si tu connais la personne qui le gère, donne-lui ce numéro pour qu’elle te laisse entrer : { $id }
stats =
    Dernières 24 heures : personnes : { $people }, photos : { $photos }, aperçus et découpes : { $cuts }.
    Photos prêtes à découper : { $kept }. Pas encore répondu : { $waiting }.
    Modèle : { $model } sur { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Hors service : { $failed }.
    }
    Modèle du sujet principal : { $subject ->
        [off] désactivé
        [idle] pas encore chargé, aucune photo n’en a eu besoin
        [loading] en téléchargement ou en chargement
       *[other] { $subject }
    }.
stats-chart = Les { $days } derniers jours : 🟦 personnes, 🟩 découpes, 🟧 secondes avant une réponse, 🟥 refus.
blocked = À partir de maintenant, { $id } ne peut plus entrer. /allow { $id } annule cela.
allowed = À partir de maintenant, { $id } peut entrer. /block { $id } annule cela.
whom = Qui ? Écris son numéro après la commande, ou réponds avec elle à l’un de ses messages. Les personnes qui gèrent le bot ne peuvent pas être bloquées.

## Boutons

button-smaller = − Plus petit
button-bigger = + Plus grand
button-points = Points
button-cutout = La découpe
button-page = 👆 Toucher le sujet
button-correct = 👆 Corriger au doigt
button-main = 🎯 Sujet principal
button-auto = ✨ Auto
button-tap = Cases
button-zoom = Zoom
button-finer = Grille fine
button-back = ← Retour
button-add = + Objet
button-undo = ↩ Annuler
button-restart = Recommencer
button-more = Plus…
button-less = ← Moins

button-edge-hard = Bord net
button-edge-soft = Bord doux
button-edge-fine = Bord fin
button-grow-less = − Réduire
button-grow-more = + Élargir
button-crop-none = Entier
button-crop-trim = Rogné
button-crop-square = Carré
button-outline-white = Trait blanc
button-outline-black = Trait noir
button-shadow = Ombre
button-background-none = Sans fond
button-background-white = Blanc
button-background-black = Noir
button-background-blur = Flou
button-background-photo = Autre photo
button-as-photo = En photo
button-language = 🌐 { language-name }
button-language-app = Comme dans Telegram

button-sticker = Sticker
button-add-to-pack = ➕ Dans le pack
button-pack = Ouvrir
button-take-out = ↩ Sortir
button-start = Me lancer et revenir
button-style = 🎨 Contour
button-files = En fichier
button-no-outline = Sans contour
button-thin = Fin
button-medium = Moyen
button-thick = Épais
button-shadow-on = Avec ombre
button-shadow-off = Sans ombre
button-format-webp-lossless = Sans perte

## Stickers et groupes

sticker-files = Le sticker en WEBP et en PNG, pour d’autres messageries.
added = Il est maintenant dans le pack « { $title } ».
added-link = Il est maintenant dans le pack « { $title } » : { $link }
removed = Sorti du pack.
retitled = Le pack s’appelle maintenant « { $title } ».
emoji-set = Il représente maintenant { $emoji }.
pack-title = Mes stickers
pack-line =
    { $title } – { $count ->
        [one] { $count } sticker
       *[other] { $count } stickers
    }
    { $link }
rules = Touche pour changer ce que chacun peut faire ici.
rule-all-answer = Chacun peut choisir quoi découper
rule-asker-answers = Seule la personne qui demande choisit
rule-all-add = Chacun peut ajouter au pack
rule-admins-add = Seuls les admins ajoutent au pack
rule-quiet = 🤫 Aperçus pour qui demande
rule-loud = 📣 Aperçus pour tout le monde

## Dans des discussions où je ne suis pas

inline-more = Tes dernières découpes – fais-en une autre
inline-none = Pas encore de découpe – envoie-moi une photo
guest-wait = Un instant, je découpe…
guest-private = Je ne peux pas envoyer de fichiers ici. Continue avec cette photo dans notre discussion :
guest-sticker = Voici le sticker en fichier.
guest-not-yours = Seule la personne qui m’a fait venir ici peut appuyer. Réponds à la photo avec mon nom pour m’appeler à ton tour.
guest-no-files = Je ne peux pas envoyer de sticker dans cette discussion. Envoie-moi la photo dans la nôtre.
guest-as-chat = Ici, je réponds aux personnes, pas aux groupes ni aux canaux. Appelle-moi en ton propre nom.
button-open = Ouvrir la photo
button-send-sticker = Envoyer en sticker

## Quand d'autres passent avant, et quand une réponse a pu se perdre

ahead =
    { $count ->
        [0] Un instant : c’est bientôt ton tour.
        [one] Un instant : { $count } demande avant la tienne.
       *[other] Un instant : { $count } demandes avant la tienne.
    }
unsure = Je t’ai envoyé une réponse, mais Telegram ne m’a pas dit si elle est arrivée. Si tu ne la vois pas, appuie sur le bouton.
button-again = Renvoyer

## Ce que l'on peut corriger soi-même

error-nothing-to-cut = Je découpe dans les photos, les images envoyées comme fichiers et les stickers qui ne bougent pas ; pas dans les vidéos, messages vocaux ou textes. Réponds à une photo.
error-no-photo-named = Réponds à une photo avec cette commande, et j’y découpe quelque chose.
error-only-who-asked = Dans ce groupe, seule la personne qui a demandé une photo choisit quoi y découper. Réponds à la photo avec /cut pour demander à ton tour.
error-admins-only = Seuls les admins de ce groupe peuvent faire ça. Demande à l’un d’eux, s’il te plaît.
no-media-here = Dans ce groupe, je n’ai pas le droit d’envoyer de photos, de fichiers ni de stickers. Demande à ses admins de le permettre ou de me nommer admin, puis réessaie.
error-not-a-color = Je ne connais pas cette couleur. Écris un nom comme orange, ou #ff8800, #f80 ou rgb(255, 136, 0).
error-not-emoji = Après /sticker, écris des emojis, une couleur ou rien du tout, comme /sticker 😀 orange.
error-too-many-emoji = Un sticker peut avoir { $limit } emojis au plus. Mets-en moins, s’il te plaît.
error-no-sticker-named = Réponds avec cette commande à une découpe, à une photo ou à un sticker qui ne bouge pas.
error-already-in-pack = Ce sticker est déjà dans le pack.
error-not-in-pack = Ce sticker n’est dans aucun pack de cette discussion. Réponds à un sticker qui y est.
error-not-your-sticker = Seuls la personne qui a ajouté le sticker et les admins du groupe peuvent faire ça.
error-no-pack = Il n’y a pas encore de pack ici. Fais un sticker et ajoute-le : ça en crée un.
error-empty-title = Ce titre serait invisible. Mets-y des lettres ou des emojis.
error-owner-must-start = Telegram veut que le pack soit à une personne qui m’a lancé. Utilise le bouton sous le sticker, et il sera à toi.
error-pack-unavailable =
    { $kind ->
        [emoji] Telegram n’accepte pas de sticker avec cet emoji. Réponds au sticker avec un autre, comme 😀, et réessaie.
       *[other] Telegram n’accepte pas le sticker pour l’instant. Réessaie dans une minute, s’il te plaît.
    }

error-not-an-image = Je n’arrive pas à lire ça. Envoie-moi une photo, ou une image comme fichier (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF ou BMP).
error-raw-photo = C’est un fichier RAW d’appareil photo, avec juste une image minuscule. Exporte-le en JPEG (ou en TIFF ou PNG, pour toute la qualité) et envoie-le-moi comme fichier.
error-damaged-image = Cette image est abîmée ou incomplète. Renvoie-la, ou envoie-en une autre, s’il te plaît.
error-file-too-large = Ce fichier fait { $megabytes } Mo ; je prends jusqu’à { $limit } Mo. Envoie-le comme photo et non comme fichier, ou réduis-le.
error-too-many-pixels = Cette image fait { $width } × { $height } pixels ; je prends jusqu’à { $limit } mégapixels. Envoie-la comme photo et non comme fichier, ou réduis-la.
error-too-heavy = Cette image est trop lourde à ouvrir. Envoie-la comme photo et non comme fichier, ou enregistre-la à nouveau en JPEG ordinaire, s’il te plaît.
error-unreadable-reply =
    { $kind ->
        [number] Sur quelle image est ce numéro ? Réponds à cette image avec lui, ou écris une case de la grille, comme { $example }.
       *[other] Je n’y vois aucun endroit. Écris une case de la grille, comme { $example }. D’autres façons : /help
    }
error-nothing-to-keep = Là, je sais seulement quoi enlever. Indique aussi une case de ce qui reste, comme { $example } : je découpe des choses et je laisse tout le reste.
error-no-other-size = Je n’y vois pas d’autre taille. Réponds avec une case qui manque, comme { $example }, ou avec une case en trop : -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] Ça bouge. Réponds-y avec /cut, et je prends la première image. Pour un autre moment, mets en pause à cet endroit et envoie-moi une capture d’écran.
       *[other] Je ne peux pas découper une vidéo. Mets-la en pause au meilleur moment, fais une capture d’écran, et envoie-la-moi en photo.
    }
error-photo-elsewhere = Je n’ai pas accès à une photo de là-bas. Transfère-la-moi ou envoie-la ici, puis réponds-y.
error-nothing-to-enlarge = Je ne peux pas aller plus près. Réponds avec une case, ou reviens en arrière.
error-too-many-points = Ça fait plus de { $limit } points. Quelques-uns suffisent : réessaie avec un à trois.
error-too-many-objects = Ça fait plus de { $limit } objets pour une découpe. Indiques-en moins, s’il te plaît.
error-outside-photo = { $given } est hors de la photo. Les cases vont jusqu’à { $last_cell }, les pixels jusqu’à { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = Je ne trouve rien à découper là. Essaie une case au milieu du sujet, ou deux cases dessus.
error-which-photo = Quelle photo ? Écris son numéro devant, comme 2: { $example }, ou réponds à l’une d’elles.
error-no-such-photo = Il n’y a pas de photo { $number } à découper dans cet album. Chacune montre son numéro dans le coin.
error-no-open-job = Je ne sais pas de quelle photo tu parles. Envoie-moi une photo, ou réponds à l’une des miennes avec une grille.
error-stale-button = La photo de ce bouton est rangée. Renvoie-moi la photo.
error-stale-pass = Cette page est ouverte depuis trop longtemps. Ferme-la, et rouvre-la avec le bouton sous la photo.
error-not-your-photo = Cette photo est dans une discussion où tu n’es pas. Envoie-la-moi toi-même, et je te la découpe.
error-photo-gone = Je n’arrive plus à récupérer cette photo. Renvoie-la, s’il te plaît.
error-background-gone = Je n’arrive plus à récupérer la photo du fond. Choisis un autre fond, ou réponds à nouveau avec la photo.
error-daily-limit-reached =
    { $limit ->
        [one] C’était ta seule découpe pour aujourd’hui.
       *[other] C’étaient tes { $limit } découpes pour aujourd’hui.
    } Il y en aura d’autres demain.
error-cutout-too-large = La découpe fait { $megabytes } Mo, et Telegram me laisse envoyer { $limit } Mo au plus. Envoie-moi une photo plus petite, ou demandes-en une plus petite partie.
error-too-many-requests = Un instant : je m’occupe encore de ce que tu as envoyé avant. Réessaie dans un petit moment.

## Ce qui est de notre faute

error-engine-busy = J’ai trop à faire en ce moment. Réessaie dans une minute, s’il te plaît ; une photo restée sans réponse, renvoie-la.
error-engine-timeout = Ça a pris trop de temps, désolé. Réessaie, s’il te plaît ; une photo restée sans réponse, renvoie-la.
error-engine-failed = La découpe n’a pas marché, désolé. Réessaie, s’il te plaît ; une photo restée sans réponse, renvoie-la.
error-storage-gone = J’ai perdu mes notes et je ne peux pas continuer, désolé. La personne qui me gère doit d’abord m’aider : réessaie plus tard, s’il te plaît.
error-unexpected = Il y a eu un problème de mon côté, désolé. Réessaie, s’il te plaît.

## La page où l'on touche les photos

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Touche le sujet
page-hint = Touche ce que tu veux découper.
page-done = Terminé
page-undo = Annuler
page-smaller = Petit
page-bigger = Grand
page-side = Effet du toucher
page-size = Taille
page-coach = Trois façons d’indiquer
page-coach-tap = Touche le sujet. Touche encore pour ajouter.
page-coach-drag = Trace un cadre autour avec un doigt.
page-coach-pinch = Regarde de plus près avec deux doigts.
page-understood = Compris
page-add = Ajouter
page-remove = Retirer
page-form = Quoi créer
page-document = PNG
page-sticker = Sticker
page-photo = La photo. Les flèches déplacent la croix, Entrée touche, R passe d’ajouter à retirer, Retour arrière annule, plus et moins zooment.
page-loading = Chargement de la photo…
page-looking = Recherche…
page-lit = Objet sélectionné
page-points = Points :
page-first = Touche d’abord le sujet lui-même.
page-sending = Envoi…
page-sent = En route vers la discussion.
page-outside = Ouvre cette page depuis la discussion, avec le bouton sous une photo.
page-offline = Pas de connexion. Réessaie, s’il te plaît.
