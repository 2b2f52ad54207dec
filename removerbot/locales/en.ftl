### Every text for people, in English, and the words that people use.
### Lines stay short: they are read on a phone.
###
### A language is a file such as this one, named by its IETF code: all texts, with the same
### values, and those `reply-` words that the language has.
###
### Glossary
###   cut out, cutout   what the bot does, and the picture that comes of it
###   cell, grid        a square such as C4, and all of them over a photo
###   point at, tap     to name a place by words, or with a finger
###   thing             what is meant to be cut out; `object` only where several are counted
###   outline           a line around a cutout or a sticker
###   pack              a sticker set; `put away` is what happens to photos

## Words in replies, separated by commas. The words of every language are understood in all
## languages. `…` is the place that is named; a space beside it means that the phrase is a
## word of its own, without a space it may be attached. A comma in a phrase is written `，`.
##   reply-without   excludes a place, and where a text begins with it the list behind it
##   reply-negation  excludes a place alone: in `not A1, C4`, C4 is meant
##   reply-unclear   amid the words around a place, leaves open what is meant, as all of these
##   reply-keep      beside a place that is meant, whatever was excluded before it
##   reply-number    behind the number of a photo
##   reply-choice    beside the number of a button; reply-ordinal, a word for such a number
##   reply-also      between two places    reply-keyboard   a Latin letter and those that are read
##   reply-zoom      a closer view                          as it: by its key (aㅁ) or its sound
##   reply-undo      takes a step back     reply-aside      beside a place, means nothing
##   reply-instead   beside a place that is meant in place of what was cut out
##   reply-further   those beside a place that add it to what is cut out already
##   reply-swap      two places, that of `-…` makes way for the other: `replace -… with …`
##   reply-box       between two corners of a box
##   reply-bigger    another size of the cutout, as the button; reply-smaller, too
##   reply-main      the main thing of a photo, as the button; reply-sticker, one of it
##   reply-thanks    only thanks; reply-hello  greets; both also as emoji
##   reply-help      asks what can be written, or what the bot does
##   reply-backdrop  beside a color, asks for it behind the cutout
##   reply-background  a background that is no color, and `none` or `blur`
##   reply-spoken    a letter or number, and its sign, in a cell that is said: `see four`
##   reply-colors    a color, and its name in CSS (those names are understood anyway)

reply-without = without …, w/o …, except …, excluding …, exclude …, remove …, delete …, leave out …, take out …, take away …, get rid of …, erase …, … doesn't belong, … does not belong, … should go, … is not part of it, … isn't part of it, … is too much, … was too much, … too much, … shouldn't be there, … should not be there, … has to go, … must go, … doesn't belong there, … doesn't belong to it, … does not belong to it, … is not part of that, … isn't part of that, … is wrong, cut off …, cut away …, everything but …, everything except …, all but …, all except …
reply-negation = not …, no …, don't want …, i don't want …, do not want …, don't include …, do not include …
reply-unclear = don't, do not, never, around, take … out, take … off, leave … out, off, next to, beside, left of, right of, above, below, underneath, behind, between, opposite
reply-also = … and …, … plus …, … adn …, … nad …, … amd …, … abd …
reply-box = … to …, … till …, … until …, … through …, … thru …
reply-aside = please …, pls …, at …, in …, from …, box from …, a box from …, it's …, its …, ok …, okay …, yes …, sorry …, oops …, maybe …, cell …, square …, the cell …, the square …, at cell …, also …, … please, … pls, … plz, … thanks, … thank you, … thx, … too, … as well, … cell, … square, plz …, can you …, can you please …, can u …, could you …, could you please …, would you …, will you …, i think …, i guess …, probably …, thing in …, thing at …, the thing in …, the thing at …, the object in …, the object at …, the one in …, the one at …, … i think, … i guess, … if you can, … from this photo, … from the photo, … from my photo, … from this picture, … from the picture, … in this photo, … in the photo, … for me, now …, then …
reply-keep = but …, just …, only …, cut …, cut out …, i want …, add …, use …, try …, not just …, not only …, keep …, … only, … is missing, … missing, missing …, it's missing …, you missed …, you forgot …, i wanted …, cutout …, extract …, select …, choose …, pick …, give me …, get me …, i need …, i'd like …, i would like …, go with …, … stays, … should stay, … remove the rest, … remove everything else
reply-instead = no， …, no i want …, no i mean …, no i meant …, no just …, no only …, i mean …, i meant …, rather …, … instead, … rather, wrong， …, nope …, not that …, not this …, no it's …, no its …
reply-further = also …, add …, … too, … as well, … is missing, … missing, missing …, it's missing …, you missed …, you forgot …
reply-swap = replace -… with …, replace -… by …, change -… to …, change -… into …, switch -… to …, swap -… for …, swap -… with …, … instead of -…, instead of -… …, … rather than -…, … in place of -…
reply-zoom = zoom…, zoom in…, zoom in to…, zoom into…, zoom in on…, zoom on…, zoom to…, zoom at…, enlarge…, closer…, … closer, … zoom
reply-undo = undo, undo that, undo it, undo this, undo last, cancel that, take it back, take that back, step back, go back, revert, cancel, cancel it, cancel this
reply-bigger = bigger, larger, make it bigger, make it larger, a bit bigger, a little bigger, a bit larger, a little larger, bit bigger, make it a bit bigger, make it a little bigger, even bigger, bigger one, the bigger one, more of it, a bit more, a little more
reply-smaller = smaller, make it smaller, a bit smaller, a little smaller, bit smaller, make it a bit smaller, make it a little smaller, even smaller, smaller one, the smaller one, less of it, a bit less, a little less
reply-main = the main thing, main thing, the main object, main object, the main subject, main subject, the subject, the person, the people, the man, the woman, the girl, the boy, the guy, the child, the kid, the baby, the dog, the cat, the pet, the animal, the car, the object, the product, the foreground, cut me out, cut out the foreground, everything but the background, everything except the background, all but the background, main, auto, person, people, man, woman, girl, boy, child, kid, baby, dog, cat, pet, animal, car, object, product, my dog, my cat, my face, cut it, cut it out, cut this, cut this out
reply-sticker = sticker, a sticker, stickers, make a sticker, make sticker, make it a sticker, make this a sticker, make me a sticker, make it into a sticker, turn it into a sticker, turn this into a sticker, as a sticker, sticker of this, sticker of it, create a sticker
reply-thanks = thanks, thank you, thank u, thankyou, thanks a lot, thanks so much, thank you so much, thank you very much, many thanks, thanks a million, thx, tnx, thnx, thks, ty, tysm, tyvm, cheers, perfect, great, awesome, amazing, excellent, wonderful, brilliant, beautiful, lovely, nice, very nice, so nice, cool, wow, good job, great job, nice job, well done, good, very good, that's great, that's perfect, love it, i love it, 👍, ❤, ♥, 🙏, 👌, 👏, 😍, 🥰, 😘, 💯, 🎉, 🔥, 💕, 💖, 🙌, 🤩, 😊, 🫶, thanks m8, thanks mate, thx m8, cheers m8, cheers mate, nice one, nice one m8, nice one mate
reply-hello = hi, hii, hiya, hey, hello, helo, hallo, yo, hi there, hey there, hello there, hi bot, hey bot, hello bot, howdy, greetings, start, let's start, good morning, good afternoon, good evening, how are you, how are you doing, what's up, who are you, what are you, are you a bot, are you there, 👋
reply-help = help, help me, help please, i need help, how, how to, how to use, how to use this, how to use it, how to use this bot, how do i use this, how do i use it, how do i use you, how does this work, how does it work, how does that work, how do you work, how it works, what can you do, what do you do, what can i do, what can i do here, what can i write, what can i say, what do i do, what do i do now, what should i do, what to do, what now, now what, what is this, instructions, commands, menu, i don't understand, i don't get it
reply-number = photo …, picture …, image …, pic …, …st photo, …nd photo, …rd photo, …th photo, …st, …nd, …rd, …th
reply-choice = the …, number …, the number …, no. …, no …, nr …, option …, the one with …, the one with the …, … one, …st one, …nd one, …rd one, …th one
reply-ordinal = first 1, second 2, third 3, fourth 4, fifth 5, sixth 6, seventh 7, eighth 8, ninth 9
reply-colors = light blue lightblue, dark blue darkblue, light green lightgreen, dark green darkgreen, light grey lightgray, dark grey dimgray, sky blue skyblue, navy blue navy, hot pink hotpink, mint aquamarine, antique white antiquewhite, blue violet blueviolet, cadet blue cadetblue, cornflower blue cornflowerblue, dark cyan darkcyan, dark khaki darkkhaki, dark magenta darkmagenta, dark orange darkorange, dark orchid darkorchid, dark red darkred, dark salmon darksalmon, dark turquoise darkturquoise, dark violet darkviolet, deep pink deeppink, dodger blue dodgerblue, floral white floralwhite, forest green forestgreen, ghost white ghostwhite, indian red indianred, lawn green lawngreen, light coral lightcoral, light cyan lightcyan, light pink lightpink, light salmon lightsalmon, light steel blue lightsteelblue, light yellow lightyellow, lime green limegreen, medium blue mediumblue, medium orchid mediumorchid, medium purple mediumpurple, medium turquoise mediumturquoise, midnight blue midnightblue, navajo white navajowhite, orange red orangered, pale green palegreen, pale turquoise paleturquoise, powder blue powderblue, rebecca purple rebeccapurple, rosy brown rosybrown, royal blue royalblue, saddle brown saddlebrown, sandy brown sandybrown, sea green seagreen, spring green springgreen, steel blue steelblue, dark gray dimgray, mint green aquamarine, baby blue lightblue, light purple plum, dark purple indigo, light orange sandybrown, dark yellow goldenrod, dark pink deeppink, dark brown saddlebrown, off white ivory, off-white ivory, cream cornsilk, peach peachpuff, burgundy maroon, wine maroon, mustard goldenrod
reply-background = transparent none, clear background none, no background none, without background none, without a background none, remove background none, remove the background none, no bg none, remove bg none, see-through none, blur blur, blurred blur, blurry blur, blur the background blur, blur background blur, blur bg blur, background transparent none, transparent png none, transparent bg none, remove the bg none, remove background image none, remove back ground none, remove backgroud none, remove backround none, remove the backround none, background remove none, background removal none, background removed none, background gone none, bg remove none, bg removal none, removebg none, rembg none, delete background none, delete the background none, delete bg none, delete the bg none, erase background none, erase the background none, get rid of background none, get rid of the background none, get rid of the bg none, take out the background none, take away the background none, take the background away none, take the background out none, clear the background none, delete everything behind it none, cut the background none, cut out the background none, cut off the background none, crop out the background none, the background removed none, background removed please none
reply-backdrop = a …, on …, on a …, with …, with a …, make it …, make the background …, make the bg …, can you make the background …, change the background to …, change background to …, change it to …, background …, background: …, bg …, in front of …, … background, … bg, … backdrop, … please, … pls, … thanks, please …, pls …, can you …, can you please …, could you …, could you please …, make background …, background to …, put it on …, put it on a …, plz …, i want …, i want a …, i need a …, can i get a …, can i have a …, … from this photo, … from this, … from the photo, … from my photo, … from this picture, … from the picture, … from photo, … of this photo, … in this photo, … for me, … thank you, … thx
reply-spoken = see c, sea c, cee c, bee b, dee d, eff f, gee g, aitch h, jay j, kay k, one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11, twelve 12, alpha a, alfa a, bravo b, charlie c, delta d, echo e, foxtrot f, golf g, hotel h, india i, juliet j, kilo k

# The name of this language in itself.
language-name = English

## The menus of commands, in private chats and in groups, and what Telegram shows about the bot

command-start = How it works
command-help = What you can write
command-auto = Show what there is to cut out
command-sticker = Make a sticker of what you reply to
command-pack = Show the sticker pack, or rename it
command-remove = Take the sticker you reply to out of the pack
command-settings = How you like your cutouts
command-cancel = Put the photos away
command-privacy = What happens to your photos
command-mydata = Get everything that is kept about you
command-forget = Erase what is kept about you
group-command-cut = Cut something out of the photo you reply to
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = What everyone may do in this group
group-command-help = { command-help }
about-short = Send a photo, point at a thing, get it cut out as a transparent PNG.
about =
    I cut things out of photos.

    Send me a photo and I show it under a grid. Reply with a cell, such as C4, and the thing you pointed at comes back on a transparent background.

## Answers to commands

start =
    Hi! Send me a photo, and I cut out what you point at.

    1. You send a photo.
    2. I show it under a grid.
    3. You reply with a cell, such as C4.
    4. You get the thing as a PNG with a transparent background.

    For the best quality send the photo as a file.
start-page =
    Hi! Send me a photo, and I cut out what you tap.

    1. You send a photo.
    2. You press “{ button-page }” under it, and tap the thing.
    3. You get it as a PNG with a transparent background.

    You can also reply with a cell of the grid, such as C4. For the best quality send the photo as a file.
help-page = The easiest way: press “{ button-page }” under a photo and tap the thing. Or write:

help =
    Send me a photo, then point at a thing in it:

    C4 – a cell of the grid
    C4 D5 – several cells of the same thing
    640,360 – a pixel, see the rulers at the edges
    50%,40% – a place in percent
    B2:F7 – a box around it
    C4 -A1 – with C4, without A1
    C4 + F2 – two things together

    zoom C4 – a closer look
    2: C4 – in the second photo of an album

    Reply to a cutout to correct it:

    D5 – this belongs to it too
    -A1 – this does not
    + F2 – another thing as well
    undo – back to how it was before
    bigger, smaller – more of the thing, or less
    orange or #ff8800 – a colour behind it; a photo goes there too
    transparent, blur – nothing behind it, or the photo out of focus

    /auto shows what there is to cut out: pick a number. The button 🎯 under a photo cuts out the main thing.

    Under each cutout there is a button for a sticker. Reply to a sticker with emoji to give it those, or with:

    /sticker 😀 – make a sticker, or put it into your pack
    /sticker orange – with an outline of that colour
    /pack – your packs; /pack New name renames them
    /remove – take it out of the pack

    /settings says how you like your cutouts.

    A caption is an answer, too: send a photo with C4 under it. Mistyped? Edit what you wrote, and I correct my answer.

    In a group, reply to any photo with /cut@{ $bot } or /cut@{ $bot } C4.

    Just write, or reply to an older photo to cut that one.
    /cancel puts your photos away, /privacy says what happens to them.
privacy =
    Your photos are worked on in memory and never saved to disk. { $engine ->
        [ray] The cutting is done on machines of whoever runs this bot; no other service sees them.
       *[local] The cutting is done on the bot's own machine; no other service sees them.
    }

    { $days ->
        [one] Kept for { $days } day
       *[other] Kept for { $days } days
    }: which message your photo came in, Telegram's names for the file and your cutouts, its file name and size, and where you pointed, so that you can go on after a restart.

    Kept until you change it: how you like your cutouts, and the language you chose. For stickers: how they look, their packs and who added them. A group that I am removed from is forgotten.

    Kept until it is answered: what you write; its number for { $journal_days } days.{ $counts ->
        [on] { " " }How much you cut on a day is kept for { $journal_days } days, too, as there is a daily limit.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Cutouts for chats that I am not in go through a chat of whoever runs me, and stay there until they are deleted.
       *[off] { "" }
    }

    /mydata sends you all that is kept about you, /cancel puts your photos away, and /forget erases all of this, except a group's stickers, today's count and that an owner has blocked or allowed you.{ $page ->
        [none] { "" }
       *[other] { " " }This text as a page: { $page }
    }
mydata = Everything that is kept about you. /forget erases it; /privacy says what stays.
mydata-private = Others would read it here. Send /mydata to me in our private chat, please.
forgotten = Done: what I kept about your photos and messages is erased. The messages themselves are yours to delete.
cancelled =
    { $count ->
        [0] There is nothing to put away. Send me a photo whenever you like.
        [one] Done, your photo is put away. Send me another one whenever you like.
       *[other] Done, your { $count } photos are put away. Send me another one whenever you like.
    }

group-start =
    Reply to any photo here with /cut@{ $bot }, and then to me with a cell, such as C4.

    Write my name behind these, too; the menu does it for you:

    /cut C4 – cut at once
    /auto – what there is to cut out
    /sticker 😀 – make a sticker
    /pack – the group's stickers
    /remove – take one out of the pack
    /settings – for admins

    I see only what is meant for me. To admins Telegram shows everything: make me one only if you need to.

## A photo and its cutout

preview-short = What shall I cut out?
preview = What shall I cut out? Reply with its cell, such as { $cell } – or with pixels, such as { $pixel }.
album-pages = Or tap the thing itself, in photo:
album = Which photo, and what in it? Write its number and a cell, such as { $number }: { $cell } – or reply to one of the photos with a cell.
preview-points = { $points } so far. Reply with what else belongs to it, such as { $cell }, or does not: -{ $cell }.
preview-add = { $points } so far. Reply with a cell of the other object, such as { $cell }.
proposals = Here is what I see. Press the number of what I shall cut out.
tap-cell = Tap the cell of the thing to cut out.
tap-closer = Tap the cell to see closer.
cutout = { $points } – here it is.
cutout-advice = Not quite? Reply to this with another cell of the same thing, or with a minus and one that is not, such as -A1.
cutout-advice-page = Not quite? Press “{ button-correct }”. Or reply with another cell of the same thing, or with a minus and one that is not, such as -A1.
cutout-guess = This is my best guess. If you meant more or less, the buttons below show what else I see there.
cutout-ask = This is my best guess. If you meant something else, have a look at the next picture.
choose = Or did you mean one of these?
choice-stale = My answer has changed since. The newest one is the one to reply to.
welcome = You're welcome! Send me the next photo whenever you like.
hello = Hi! I cut things out of photos. Send me one, and reply with the cell of the thing, such as C4, or press “{ button-main }”. What else I can do: /help
partial = The file ends before the photo does: a part of it is missing. I used what is there.
first-frame = This moves: I took its first picture.
fit-deflated = The file was too big for Telegram, so I packed it tighter. Every pixel is there.
fit-trimmed = The file was too big for Telegram, so I took off its empty border.
fit-webp = The file was too big for Telegram as a PNG, so here it is as a WEBP, without its empty border.
more = These count for this cutout; /settings counts from now on. Reply with a photo, or a colour such as orange or #ff8800, to put it behind.
look = A quick look – the file has every pixel.
likes = How do you like your cutouts? What you tap counts from now on, for every new photo.
languages = In which language shall I answer you?

## Whom the host lets in

stranger = Hello! This bot is a private one. If you know who runs it, tell them this number, and they can let you in: { $id }
stats =
    In the last 24 hours: { $people } people, { $photos } photos, { $cuts } previews and cutouts.
    Photos that can be pointed at: { $kept }. Not answered yet: { $waiting }.
    Model: { $model } on { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Out of service: { $failed }.
    }
    Model for the main thing: { $subject ->
        [off] off
        [idle] not loaded yet, no photo has needed it
        [loading] being fetched or loaded
       *[other] { $subject }
    }.
stats-chart = The last { $days } days: 🟦 people, 🟩 cutouts, 🟧 seconds until an answer, 🟥 refusals.
blocked = { $id } is blocked from now on. /allow { $id } lets them in again.
allowed = { $id } is let in from now on. /block { $id } stops that.
whom = Whom? Write their number behind the command, or reply to one of their messages with it. Owners can't be blocked.

## Buttons

button-smaller = − Smaller
button-bigger = + Bigger
button-points = Points
button-cutout = Show cutout
button-page = 👆 Tap the thing itself
button-correct = 👆 Correct by tapping
button-main = 🎯 The main thing
button-auto = ✨ Auto
button-tap = Tap a cell
button-zoom = Zoom
button-finer = Finer grid
button-back = ← Back
button-add = + Object
button-undo = ↩ Undo
button-restart = Start over
button-more = More…
button-less = ← Less

button-edge-hard = Hard edge
button-edge-soft = Soft edge
button-edge-fine = Fine edge
button-grow-less = − Shrink
button-grow-more = + Grow
button-crop-none = Whole
button-crop-trim = Trimmed
button-crop-square = Square
button-outline-white = White line
button-outline-black = Black line
button-shadow = Shadow
button-background-none = Clear
button-background-white = White
button-background-black = Black
button-background-blur = Blur
button-background-photo = Another photo
button-as-photo = As photo
button-language = 🌐 { language-name }
button-language-app = As in Telegram

button-sticker = Sticker
button-add-to-pack = ➕ Add to pack
button-pack = Open pack
button-take-out = ↩ Take out
button-start = Start me, and come back
button-style = 🎨 Outline
button-files = As file
button-no-outline = No outline
button-thin = Thin
button-medium = Medium
button-thick = Thick
button-shadow-on = Add shadow
button-shadow-off = No shadow
button-format-webp-lossless = Lossless

## Stickers and groups

sticker-files = The sticker as WEBP and as PNG, for other messengers.
added = It is in the pack “{ $title }” now.
added-link = It is in the pack “{ $title }” now: { $link }
removed = Taken out of the pack.
retitled = The pack is called “{ $title }” now.
emoji-set = It stands for { $emoji } now.
pack-title = My stickers
pack-line =
    { $title } – { $count ->
        [one] 1 sticker
       *[other] { $count } stickers
    }
    { $link }
rules = Tap to change what everyone may do here.
rule-all-answer = Everyone may point at photos
rule-asker-answers = Only who asked may point at a photo
rule-all-add = Everyone may add to the pack
rule-admins-add = Only admins may add to the pack
rule-quiet = 🤫 Previews are for who asked
rule-loud = 📣 Previews are for everyone

## In chats that I am not in

inline-more = Your newest cutouts – make another one
inline-none = No cutouts yet – send me a photo
guest-wait = One moment, I'm cutting…
guest-private = I can't send files here. Go on with this photo in our own chat:
guest-sticker = Here is the sticker as a file.
guest-not-yours = Only the person who called me here can press this. Reply to the photo with my name to call me yourself.
guest-no-files = I can't send a sticker in this chat. Send me the photo in our own chat.
guest-as-chat = I answer people here, not groups or channels. Call me as yourself.
button-open = Open the photo
button-send-sticker = Send it as a sticker

## While others come first, and when an answer may have got lost

ahead =
    { $count ->
        [0] One moment – you are next.
       *[other] One moment – { $count } ahead of you.
    }
unsure = I sent you an answer, but Telegram didn't tell me whether it arrived. If you don't see it, press the button.
button-again = Send it again

## What a person can mend

error-nothing-to-cut = I can cut out of photos, images sent as files, and stickers that don't move – no videos, voice messages or texts. Reply to a photo.
error-no-photo-named = Reply to a photo with this command, and I cut something out of it.
error-only-who-asked = In this group only the person who asked about a photo may point at it. Reply to the photo with /cut to ask yourself.
error-admins-only = Only the admins of this group may do this. Please ask one of them.
no-media-here = In this group I may not send photos, files or stickers. Ask its admins to allow that, or to make me an admin – then try again.
error-not-a-color = I don't know that colour. Write a name such as orange, or #ff8800, #f80 or rgb(255, 136, 0).
error-not-emoji = After /sticker write emoji, a colour, or nothing at all, such as /sticker 😀 orange.
error-too-many-emoji = A sticker can have { $limit } emoji at most. Please write fewer.
error-no-sticker-named = Reply with this command to a cutout, a photo or a sticker that doesn't move.
error-already-in-pack = This sticker is in the pack already.
error-not-in-pack = This sticker is in no pack of this chat. Reply to one that is.
error-not-your-sticker = Only the person who added a sticker, and the group's admins, may do this.
error-no-pack = There is no pack here yet. Make a sticker and add it: that opens one.
error-empty-title = That title would be invisible. Write one with letters or emoji.
error-owner-must-start = Telegram wants the pack to belong to a person who has started me. Use the button under the sticker, and it will be yours.
error-pack-unavailable =
    { $kind ->
        [emoji] Telegram takes no sticker under that emoji. Reply to the sticker with another one, such as 😀, and try again.
       *[other] Telegram isn't taking the sticker just now. Please try again in a minute.
    }

error-not-an-image = I can't read that. Send me a photo, or an image as a file (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF or BMP).
error-raw-photo = This is a camera's raw file with only a tiny picture in it. Please export it as JPEG (or as TIFF or PNG, for full quality) and send me that as a file.
error-damaged-image = This image is damaged or incomplete. Please send it again, or another one.
error-file-too-large = This file has { $megabytes } MB; I can take up to { $limit } MB. Send it as a photo instead of a file, or make it smaller.
error-too-many-pixels = This image is { $width } × { $height } pixels; I can take up to { $limit } megapixels. Send it as a photo instead of a file, or make it smaller.
error-too-heavy = This image takes too much work to unpack. Please send it as a photo instead of a file, or save it once more as a plain JPEG.
error-unreadable-reply =
    { $kind ->
        [number] Which picture is that number on? Reply to the picture with it – or write a cell of the grid, such as { $example }.
       *[other] I don't see a place in that. Write a cell of the grid, such as { $example }. More ways: /help
    }
error-nothing-to-keep = Now every place is taken away. Name a cell of what you want to keep, too, such as { $example }: I cut that out, and all else goes.
error-no-other-size = I see no other size there. Reply with a cell that is missing, such as { $example }, or with one that is too much: -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] This moves. Reply to it with /cut, and I take its first picture. For another moment, pause it there and send me a screenshot.
       *[other] I can't cut a video. Pause it where it looks best, take a screenshot, and send me that as a photo.
    }
error-photo-elsewhere = I can't get a photo from there. Forward it to me or send it here, and then reply to it.
error-nothing-to-enlarge = This is as close as it gets. Reply with a cell, or go back.
error-too-many-points = That is more than { $limit } points. A few are enough – try again with one to three.
error-too-many-objects = That is more than { $limit } objects for one cutout. Please point at fewer of them.
error-outside-photo = { $given } is outside the photo. Cells go up to { $last_cell }, pixels up to { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = I find nothing to cut out there. Try a cell in the middle of the thing, or two cells on it.
error-which-photo = Which photo? Write its number in front, such as 2: { $example }, or reply to one of them.
error-no-such-photo = There is no photo { $number } to cut in this album. Each shows its number in the corner.
error-no-open-job = I don't know which photo you mean. Send me a photo, or reply to one of mine with a grid.
error-stale-button = This button's photo has been put away. Send me the photo again.
error-stale-pass = This page was opened too long ago. Close it, and open it again with the button under the photo.
error-not-your-photo = This photo is in a chat that you are not in. Send it to me yourself, and I cut it for you.
error-photo-gone = I can no longer fetch that photo. Please send it again.
error-background-gone = I can no longer fetch the photo in the background. Choose another background, or reply with the photo again.
error-daily-limit-reached =
    { $limit ->
        [one] That was your one cutout for today.
       *[other] Those were your { $limit } cutouts for today.
    } There will be more tomorrow.
error-cutout-too-large = The cutout has { $megabytes } MB, and Telegram lets me send { $limit } MB at most. Send me a smaller photo, or ask for a smaller part of it.
error-too-many-requests = One moment – I am still busy with what you sent before. Try again shortly.

## What is our fault

error-engine-busy = I have too much to do right now. Please try again in a minute – a photo without an answer, send once more.
error-engine-timeout = That took too long, sorry. Please try again – a photo without an answer, send once more.
error-engine-failed = Something went wrong while cutting, sorry. Please try again – a photo without an answer, send once more.
error-storage-gone = I have lost my notes and can't go on, sorry. Whoever runs me has to help first – please try again later.
error-unexpected = Something went wrong on my side, sorry. Please try again.

## The page on which photos are tapped

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Tap the thing
page-hint = Tap what you want to cut out.
page-done = Done
page-undo = Undo
page-smaller = Smaller
page-bigger = Bigger
page-side = What a tap does
page-size = Size
page-coach = Three ways to point
page-coach-tap = Tap the thing. Tap again to add to it.
page-coach-drag = Draw a box around it with one finger.
page-coach-pinch = Look closer with two fingers.
page-understood = Got it
page-add = Add
page-remove = Remove
page-form = What to make
page-document = PNG
page-sticker = Sticker
page-photo = The photo. Arrow keys move the cross, Enter taps, R switches between adding and removing, Backspace undoes, plus and minus zoom.
page-loading = Loading the photo…
page-looking = Looking…
page-lit = Object selected
page-points = Points:
page-first = First tap the thing itself.
page-sending = Sending…
page-sent = On its way to the chat.
page-outside = Open this page from the chat: with the button under a photo.
page-offline = No connection. Please try again.
