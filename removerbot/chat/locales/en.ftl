### Every word that the bot says, in English. Lines stay short: they are read on a phone.

## Commands and what Telegram shows about the bot

command-start = How it works
command-help = What you can write
command-cancel = Put the photos away
command-privacy = What happens to your photos
command-forget = Erase what is kept about you
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
help =
    Send me a photo, then point at a thing in it:

    C4 – a cell of the grid
    C4 D5 – several cells of the same thing
    640,360 – a pixel, see the rulers at the edges
    50%,40% – a place in percent
    B2:F7 – a box around it
    C4 -A1 – with C4, without A1

    zoom C4 – a closer look

    Reply to a cutout to correct it:

    D5 – this belongs to it too
    -A1 – this does not

    Just write, or reply to an older photo to cut that one.
    /cancel puts your photos away, /privacy says what happens to them.
privacy =
    Your photos are worked on in this bot's memory and never saved to disk. The cutting is done on the bot's own machine; no other service sees them.

    What is kept, for { $days } days: which message your photo came in, Telegram's name for the file, its file name and size, and where you pointed, so that you can go on after a restart. What you write is kept until it is answered, its number for 2 days, how much you cut today for 2 days too.

    /cancel puts your photos away. /forget erases all of this, except today's count and that an owner has blocked or allowed you.
forgotten = Done: what I kept about your photos and messages is erased. The messages themselves are yours to delete.
cancelled =
    { $count ->
        [0] There is nothing to put away. Send me a photo whenever you like.
        [one] Done, your photo is put away. Send me another one whenever you like.
       *[other] Done, your { $count } photos are put away. Send me another one whenever you like.
    }

## A photo and its cutout

preview = What shall I cut out? Reply with its cell, such as { $cell } – or with pixels, such as { $pixel }.
preview-points = { $points } so far. Reply with what else belongs to it, such as { $cell }, or does not: -{ $cell }.
tap-cell = Tap the cell of the thing to cut out.
tap-closer = Tap the cell to see closer.
cutout =
    { $points } – { $percent } % sure.
    Not quite? Reply to this with another cell of the same thing, or with a minus and one that is not, such as -A1.

## Whom the host lets in

stranger = Hello! This bot is a private one. If you know who runs it, tell them this number, and they can let you in: { $id }
stats =
    In the last 24 hours: { $people } people, { $photos } photos, { $cuts } previews and cutouts.
    Photos that can be pointed at: { $kept }. Not answered yet: { $waiting }.
blocked = { $id } is blocked from now on. /allow { $id } lets them in again.
allowed = { $id } is let in from now on. /block { $id } stops that.
whom = Whom? Write their number behind the command, or reply to one of their messages with it. Owners can't be blocked.

## Buttons

button-smaller = − Smaller
button-bigger = + Bigger
button-points = Show points
button-cutout = Show cutout
button-tap = Tap a cell
button-zoom = Zoom
button-finer = Finer grid
button-back = ← Back
button-undo = ↩ Undo
button-restart = ⟲ Start over

## While others come first, and when an answer may have got lost

ahead =
    { $count ->
        [0] One moment – you are next.
       *[other] One moment – { $count } ahead of you.
    }
unsure = I sent you an answer, but Telegram didn't tell me whether it arrived. If you don't see it, press the button.
button-again = Send it again

## What a person can mend

error-not-an-image = I can't read that. Send me a photo, or an image as a file (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF or BMP).
error-damaged-image = This image is damaged or incomplete. Please send it again, or another one.
error-file-too-large = This file has { $megabytes } MB; I can take up to { $limit } MB. Send it as a photo instead of a file, or make it smaller.
error-too-many-pixels = This image is { $width } × { $height } pixels; I can take up to { $limit } megapixels. Send it as a photo instead of a file, or make it smaller.
error-unreadable-reply = I don't see a place in that. Write a cell of the grid, such as { $example }. More ways: /help
error-nothing-to-keep = Now every place is taken away. Name one that belongs to the thing too, such as { $example }.
error-nothing-to-enlarge = This is as close as it gets. Reply with a cell, or go back.
error-too-many-points = That is more than { $limit } points. A few are enough – try again with one to three.
error-outside-photo = { $given } is outside the photo. Cells go up to { $last_cell }, pixels up to { $right },{ $bottom }.
error-nothing-found = I find nothing to cut out there. Try a cell in the middle of the thing, or two cells on it.
error-no-open-job = I don't know which photo you mean. Send me a photo, or reply to one of mine with a grid.
error-stale-button = This button's photo has been put away. Send me the photo again.
error-photo-gone = I can no longer fetch that photo. Please send it again.
error-daily-limit-reached = That were your { $limit } cutouts for today. There are more tomorrow.
error-too-many-requests = One moment – I am still busy with what you sent before. Try again shortly.

## What is our fault

error-engine-busy = Many people are cutting right now. Please write that again in a minute – your photo is still here.
error-engine-timeout = That took too long, sorry. Please write it again – your photo is still here.
error-engine-failed = Something went wrong while cutting, sorry. Please write it again – your photo is still here.
error-unexpected = Something went wrong on my side, sorry. Please try again.
