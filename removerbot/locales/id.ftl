### Semua teks untuk orang dan kata-kata dalam balasan mereka, dalam bahasa Indonesia.
### Dibaca di ponsel, jadi singkat saja.
###
### Glosarium
###   potong, hasil      cut out, cutout: yang dilakukan bot, dan gambar yang dikirimnya
###   petak, kisi        cell, grid
###   tunjuk, ketuk      menyebut tempat dengan kata, atau menyentuhnya dengan jari
###   objek              thing
###   kotak              box: mengelilingi objek, jangan tertukar dengan petak
###   garis tepi         outline
###   paket              sticker pack; `bereskan` dipakai untuk foto
###   sapaan             aku dan kamu

## Kata-kata dalam balasan. … adalah tempat yang ditunjuk.

reply-without = tanpa …, kecuali …, selain …, hapus …, hapuskan …, buang …, hilangkan …, semua kecuali …, … tidak termasuk, … bukan bagiannya, … bukan bagian dari itu, … kelebihan, … terlalu banyak, … tidak perlu, … nggak perlu, … ga perlu, … salah
reply-negation = bukan …, jangan …, aku tidak mau …, saya tidak mau …, tidak mau …, tidak …
reply-unclear = samping, belakang, antara, sekitar
reply-also = … dan …, … serta …, … juga …, … dan juga …, … plus …
reply-box = … sampai …, … hingga …, … ke …, … sampai petak …
reply-aside = tolong …, mohon …, … tolong, … ya, … dong, … makasih, … terima kasih, di …, pada …, petak …, di petak …, kolom …, iya …, itu …, dari …, dari petak …, … juga, bisa …, bisakah …, bisa tolong …, coba …, kayaknya …, mungkin …, … kayaknya, … dari foto ini, … dari foto, … di foto ini, … foto ini
reply-keep = hanya …, cuma …, potong …, guntingkan …, saya mau …, aku mau …, mau …, tambah …, tambahkan …, sisakan …, … saja, … aja, … doang, kurang …, … kurang, gunting …, ambil …, pilih …, butuh …, aku butuh …, saya butuh …, pengen …
reply-instead = bukan， …, bukan itu …, tidak， …, maksudku …, maksud saya …, … sebagai gantinya
reply-further = … juga, tambah …, tambahkan …, kurang …, … kurang
reply-swap = ganti -… dengan …, ganti -… jadi …, ganti -… ke …, ubah -… jadi …, ubah -… menjadi …, … daripada -…, … alih-alih -…
reply-zoom = perbesar…, dekatkan…, lebih dekat…, … lebih dekat, … diperbesar
reply-undo = urungkan, batalkan, kembalikan
reply-bigger = lebih besar, perluas, lebih luas, sedikit lebih besar, lebih besar lagi, agak besar
reply-smaller = lebih kecil, kurangi, perkecil, sedikit lebih kecil, lebih kecil lagi, agak kecil
reply-main = objek utama, objek utamanya, yang utama, orangnya, potong orang, potong orangnya, pria itu, wanita itu, orang, anjing, kucing, anaknya, bayinya, anjingnya, kucingnya, hewannya, mobilnya, objeknya, produknya, potong objek, selain latar belakang, semua kecuali latar belakang
reply-sticker = stiker, jadikan stiker, jadi stiker, buat stiker, buatkan stiker, bikin stiker, bikinin stiker, buat jadi stiker, sebagai stiker, stikernya
reply-thanks = terima kasih, terima kasih banyak, terimakasih, makasih, makasih banyak, makasi, trims, thank you ya, mantap, bagus, bagus sekali, keren, sempurna, hebat, oke banget
reply-hello = halo, hallo, hai, hei, halo bot, selamat pagi, selamat siang, selamat sore, selamat malam, pagi, siang, sore, malam, apa kabar, assalamualaikum, permisi, kamu siapa, siapa kamu
reply-help = bantuan, bantu, tolong bantu, bantu aku, bantu saya, cara pakai, cara pakainya, gimana caranya, bagaimana caranya, gimana cara pakainya, bagaimana cara pakainya, caranya gimana, gimana, bagaimana, kamu bisa apa, bisa apa saja, bisa apa aja, apa yang bisa kamu lakukan, harus gimana, terus gimana, apa ini, petunjuk, perintah, tidak mengerti, ga ngerti, gak ngerti
reply-choice = nomor …, yang nomor …, no …, yang …, pilihan …, yang ke-…, ke-…
reply-ordinal = pertama 1, kedua 2, ketiga 3, keempat 4, kelima 5
reply-colors = putih white, hitam black, merah red, merah muda pink, merah jambu pink, merah tua darkred, marun maroon, merah marun maroon, oranye orange, oren orange, jingga orange, kuning yellow, hijau green, hijau muda lightgreen, hijau tua darkgreen, toska turquoise, tosca turquoise, biru blue, biru muda lightblue, biru langit skyblue, biru tua darkblue, biru dongker navy, ungu purple, ungu muda plum, abu-abu gray, abu gray, abu-abu muda lightgray, abu-abu tua dimgray, cokelat saddlebrown, coklat saddlebrown, krem beige, emas gold, perak silver
reply-background = transparan none, latar transparan none, tembus pandang none, tanpa latar none, tanpa latar belakang none, tanpa background none, hapus latar none, hapus latar belakang none, hapus background none, buram blur, latar buram blur, buramkan latar blur, hapus bg none, hapus bgnya none, hapus backgroundnya none, hapus latarnya none, hapus latar belakangnya none, hilangkan background none, hilangkan backgroundnya none, hilangkan bg none, hilangkan latar none, hilangkan latar belakang none, hilangkan latar belakangnya none, buang background none, buang latar none, buang latar belakang none, hapuskan latar belakang none, tanpa bg none, background transparan none, bg transparan none, latar belakang transparan none
reply-backdrop = latar …, latar: …, latarnya …, latar belakang …, latar belakangnya …, latar warna …, dengan latar …, pada latar …, warna …, warnanya …, jadikan …, jadi …, ganti latar jadi …, ganti jadi …, pakai …, … sebagai latar, … saja, … ya, … dong, tolong …, … tolong, mohon …, bisa …, bisakah …, bisa tolong …, coba …, mau …, aku mau …, saya mau …, … dari foto ini, … dari foto, … foto ini, … makasih, … terima kasih
reply-spoken = satu 1, dua 2, tiga 3, empat 4, lima 5, enam 6, tujuh 7, delapan 8, sembilan 9, sepuluh 10, sebelas 11, dua belas 12

language-name = Bahasa Indonesia

## Menu perintah di obrolan pribadi dan grup, dan apa yang ditampilkan Telegram tentang bot

command-start = Cara kerjanya
command-help = Apa saja yang bisa kamu tulis
command-auto = Tampilkan apa saja yang bisa dipotong
command-sticker = Buat stiker dari pesan yang kamu balas
command-pack = Tampilkan paket stiker, atau ganti namanya
command-remove = Keluarkan stiker yang kamu balas dari paket
command-settings = Atur hasil seperti apa yang kamu suka
command-cancel = Bereskan foto
command-privacy = Apa yang terjadi dengan fotomu
command-mydata = Minta semua yang disimpan tentang kamu
command-forget = Hapus yang disimpan tentang kamu
group-command-cut = Potong sesuatu dari foto yang kamu balas
group-command-auto = { command-auto }
group-command-sticker = { command-sticker }
group-command-pack = { command-pack }
group-command-remove = { command-remove }
group-command-settings = Apa yang boleh dilakukan semua orang di grup ini
group-command-help = { command-help }
about-short = Kirim foto, tunjuk objeknya, dan terima potongannya sebagai PNG transparan.
about =
    Aku memotong objek dari foto.

    Kirim foto, dan aku menampilkannya dengan kisi. Balas dengan petak, misalnya C4, dan aku kirim objek yang kamu tunjuk dengan latar transparan.

## Jawaban untuk perintah

start =
    Hai! Kirim foto, dan aku potong objek yang kamu tunjuk.

    1. Kamu kirim foto.
    2. Aku tampilkan dengan kisi.
    3. Kamu balas dengan petak, misalnya C4.
    4. Kamu terima objeknya sebagai PNG berlatar transparan.

    Untuk kualitas terbaik, kirim foto sebagai file.
start-page =
    Hai! Kirim foto, dan aku potong objek yang kamu ketuk.

    1. Kamu kirim foto.
    2. Tekan “{ button-page }” di bawahnya, lalu ketuk objeknya.
    3. Kamu terima objeknya sebagai PNG berlatar transparan.

    Kamu juga bisa membalas dengan petak pada kisi, misalnya C4. Untuk kualitas terbaik, kirim foto sebagai file.
help-page = Cara termudah: tekan “{ button-page }” di bawah foto, lalu ketuk objeknya. Atau tulis:

help =
    Kirim foto, lalu tunjuk objek di dalamnya:

    C4 – satu petak pada kisi
    C4 D5 – beberapa petak dari objek yang sama
    640,360 – satu piksel, lihat penggaris di tepi foto
    50%,40% – tempat dalam persen
    B2:F7 – kotak yang mengelilinginya
    C4 -A1 – dengan C4, tanpa A1
    C4 + F2 – dua objek sekaligus

    perbesar C4 – lihat lebih dekat
    2: C4 – di foto kedua dalam album

    Balas hasilnya untuk memperbaiki:

    D5 – ini juga bagian objek
    -A1 – ini bukan
    + F2 – tambah objek lain
    urungkan – kembali ke langkah sebelumnya
    lebih besar, lebih kecil – ambil lebih banyak, atau lebih sedikit
    oranye atau #ff8800 – warna latar; foto juga bisa jadi latar
    transparan, buram – tanpa latar, atau foto yang dikaburkan

    /auto menampilkan apa saja yang bisa dipotong: pilih nomornya. Tombol 🎯 di bawah foto memotong objek utama.

    Di bawah tiap hasil ada tombol untuk stiker. Balas stiker dengan emoji untuk memasangnya, atau dengan:

    /sticker 😀 – buat stiker, atau masukkan ke paketmu
    /sticker oranye – dengan garis tepi warna itu
    /pack – paketmu; /pack Nama baru mengganti namanya
    /remove – keluarkan dari paket

    /settings mengatur hasil seperti apa yang kamu suka.

    Keterangan foto juga terbaca: kirim foto dengan keterangan C4. Salah ketik? Edit pesanmu, dan aku perbaiki jawabanku.

    Di grup, balas foto mana pun dengan /cut@{ $bot } atau /cut@{ $bot } C4.

    Tulis saja, atau balas foto yang lebih lama untuk memotong foto itu.
    /cancel membereskan fotomu, /privacy menjelaskan apa yang terjadi dengannya.
privacy =
    Fotomu diolah di memori dan tidak pernah disimpan ke disk. { $engine ->
        [ray] Pemotongannya dikerjakan di komputer-komputer milik pengelola bot ini; tidak ada layanan lain yang melihatnya.
       *[local] Pemotongannya dikerjakan di komputer bot ini sendiri; tidak ada layanan lain yang melihatnya.
    }

    Disimpan { $days } hari: di pesan mana fotomu datang, nama dari Telegram untuk file itu dan hasilnya, nama dan ukuran filenya, serta tempat yang kamu tunjuk, supaya kamu bisa lanjut setelah bot dimulai ulang.

    Disimpan sampai kamu mengubahnya: hasil seperti apa yang kamu suka dan bahasa yang kamu pilih. Untuk stiker: tampilannya, paketnya, dan siapa yang menambahkannya. Grup yang mengeluarkanku akan dilupakan.

    Disimpan sampai terjawab: yang kamu tulis; nomor pesannya selama { $journal_days } hari.{ $counts ->
        [on] { " " }Jumlah potonganmu dalam sehari juga disimpan { $journal_days } hari, karena ada batas harian.
       *[off] { "" }
    }{ $storage ->
        [on] { " " }Hasil untuk obrolan yang tidak aku ikuti dikirim lewat obrolan milik pengelola bot, dan tetap di sana sampai dihapus.
       *[off] { "" }
    }

    /mydata mengirim semua yang disimpan tentang kamu, /cancel membereskan fotomu, dan /forget menghapus semua ini, kecuali stiker grup, hitungan hari ini, dan catatan bahwa pengelola memblokir atau mengizinkanmu.{ $page ->
        [none] { "" }
       *[other] { " " }Teks ini sebagai halaman: { $page }
    }
mydata = Semua yang disimpan tentang kamu. /forget menghapusnya; /privacy menjelaskan apa yang tetap ada.
mydata-private = Di sini orang lain ikut membacanya. Kirim /mydata di obrolan pribadi kita, ya.
forgotten = Selesai: yang kusimpan tentang foto dan pesanmu sudah dihapus. Pesan di obrolan bisa kamu hapus sendiri.
cancelled =
    { $count ->
        [0] Tidak ada yang perlu dibereskan. Kirim foto kapan saja.
       *[other] Selesai, { $count } foto sudah dibereskan. Kirim foto lain kapan saja.
    }

group-start =
    Balas foto mana pun di sini dengan /cut@{ $bot }, lalu balas aku dengan petak, misalnya C4.

    Tulis juga namaku di belakang perintah ini; menu melakukannya untukmu:

    /cut C4 – langsung potong
    /auto – yang bisa dipotong
    /sticker 😀 – buat stiker
    /pack – stiker grup
    /remove – keluarkan dari paket
    /settings – untuk admin

    Aku hanya melihat pesan untukku. Admin melihat semuanya: jadikan aku admin hanya bila perlu.

## Foto dan hasilnya

preview-short = Apa yang mau dipotong?
preview = Apa yang mau dipotong? Balas dengan petaknya, misalnya { $cell }, atau dengan piksel, misalnya { $pixel }.
album-pages = Atau ketuk objeknya langsung, di foto:
album = Foto yang mana, dan objek apa? Tulis nomornya dan petaknya, misalnya { $number }: { $cell }, atau balas salah satu foto dengan petak.
preview-points = Sejauh ini { $points }. Balas dengan petak lain dari objek ini, misalnya { $cell }, atau yang bukan: -{ $cell }.
preview-add = Sejauh ini { $points }. Balas dengan petak objek lain, misalnya { $cell }.
proposals = Ini yang kulihat. Tekan nomor yang mau dipotong.
tap-cell = Ketuk petak objek yang mau dipotong.
tap-closer = Ketuk petak untuk melihat lebih dekat.
cutout = { $points } – ini dia.
cutout-advice = Kurang pas? Balas pesan ini dengan petak lain dari objek yang sama, atau dengan minus dan petak yang bukan, misalnya -A1.
cutout-advice-page = Kurang pas? Tekan “{ button-correct }”. Atau balas dengan petak lain dari objek yang sama, atau dengan minus dan petak yang bukan, misalnya -A1.
cutout-guess = Ini tebakan terbaikku. Kalau maksudmu lebih atau kurang dari ini, tombol di bawah menunjukkan apa lagi yang kulihat di sana.
cutout-ask = Ini tebakan terbaikku. Kalau maksudmu yang lain, lihat gambar berikutnya.
choose = Atau maksudmu salah satu dari ini?
choice-stale = Jawabanku sudah berubah. Balas jawaban yang terbaru, ya.
welcome = Sama-sama! Kirim foto lain kapan saja.
hello = Hai! Aku memotong objek dari foto. Kirim foto, lalu balas dengan petak objeknya, misalnya C4, atau tekan “{ button-main }”. Yang lain ada di /help
partial = File ini terputus: sebagian fotonya hilang. Aku pakai yang ada.
first-frame = Gambar ini bergerak: aku ambil gambar pertamanya.
fit-deflated = Filenya terlalu besar untuk Telegram, jadi aku padatkan. Semua piksel tetap ada.
fit-trimmed = Filenya terlalu besar untuk Telegram, jadi aku buang tepi kosongnya.
fit-webp = Sebagai PNG filenya terlalu besar untuk Telegram, jadi ini WEBP tanpa tepi kosong.
more = Ini berlaku untuk hasil ini saja; /settings untuk seterusnya. Balas dengan foto, atau warna seperti oranye atau #ff8800, untuk dijadikan latar.
look = Untuk dilihat sekilas. Semua piksel ada di file.
likes = Hasil seperti apa yang kamu suka? Pilihanmu berlaku untuk setiap foto baru.
languages = Mau dijawab dalam bahasa apa?

## Siapa yang diizinkan pengelola

stranger = Halo! Bot ini khusus undangan. Kalau kamu kenal pengelolanya, beri tahu dia nomor ini supaya kamu diizinkan masuk: { $id }
stats =
    Dalam 24 jam terakhir: { $people } orang, { $photos } foto, { $cuts } pratinjau dan hasil.
    Foto yang bisa ditunjuk: { $kept }. Belum dijawab: { $waiting }.
    Model: { $model } di { $device }.{ $failed ->
        [none] { "" }
       *[other] { " " }⚠️ Tidak berfungsi: { $failed }.
    }
    Model untuk objek utama: { $subject ->
        [off] mati
        [idle] belum dimuat, belum ada foto yang memerlukannya
        [loading] sedang diunduh atau dimuat
       *[other] { $subject }
    }.
stats-chart = { $days } hari terakhir: 🟦 orang, 🟩 hasil, 🟧 detik sampai dijawab, 🟥 penolakan.
blocked = { $id } diblokir mulai sekarang. /allow { $id } mengizinkannya lagi.
allowed = { $id } diizinkan mulai sekarang. /block { $id } menghentikannya.
whom = Siapa? Tulis nomornya di belakang perintah, atau balas salah satu pesannya dengan perintah itu. Pengelola tidak bisa diblokir.

## Tombol

button-smaller = − Kurangi
button-bigger = + Perluas
button-points = Titik
button-cutout = Lihat hasil
button-page = 👆 Ketuk objeknya
button-correct = 👆 Perbaiki
button-main = 🎯 Objek utama
button-auto = ✨ Otomatis
button-tap = Ketuk petak
button-zoom = Perbesar
button-finer = Kisi rapat
button-back = ← Kembali
button-add = + Objek
button-undo = ↩ Urungkan
button-restart = Mulai ulang
button-more = Lainnya…
button-less = ← Ringkas

button-edge-hard = Tepi tegas
button-edge-soft = Tepi lembut
button-edge-fine = Tepi halus
button-grow-less = − Susutkan
button-grow-more = + Lebarkan
button-crop-none = Utuh
button-crop-trim = Pas objek
button-crop-square = Persegi
button-outline-white = Garis putih
button-outline-black = Garis hitam
button-shadow = Bayangan
button-background-none = Transparan
button-background-white = Putih
button-background-black = Hitam
button-background-blur = Buram
button-background-photo = Foto lain
button-as-photo = Jadi foto
button-language = 🌐 { language-name }
button-language-app = Ikuti Telegram

button-sticker = Stiker
button-add-to-pack = ➕ Ke paket
button-pack = Buka paket
button-take-out = ↩ Keluarkan
button-start = Mulai, lalu kembali
button-style = 🎨 Garis tepi
button-files = Sebagai file
button-no-outline = Tanpa garis
button-thin = Tipis
button-medium = Sedang
button-thick = Tebal
button-shadow-on = Beri bayangan
button-shadow-off = Tanpa bayangan
button-format-webp-lossless = Lossless

## Stiker dan grup

sticker-files = Stikernya sebagai WEBP dan PNG, untuk aplikasi pesan lain.
added = Sekarang ada di paket “{ $title }”.
added-link = Sekarang ada di paket “{ $title }”: { $link }
removed = Sudah dikeluarkan dari paket.
retitled = Nama paketnya sekarang “{ $title }”.
emoji-set = Emojinya sekarang { $emoji }
pack-title = Stikerku
pack-line =
    { $title } – { $count } stiker
    { $link }
rules = Ketuk untuk mengubah apa yang boleh dilakukan semua orang di sini.
rule-all-answer = Semua boleh menunjuk di foto
rule-asker-answers = Hanya yang meminta boleh menunjuk
rule-all-add = Semua boleh menambah ke paket
rule-admins-add = Hanya admin boleh menambah ke paket
rule-quiet = 🤫 Pratinjau untuk yang meminta
rule-loud = 📣 Pratinjau untuk semua

## Di obrolan yang tidak aku ikuti

inline-more = Hasil terbarumu – buat satu lagi
inline-none = Belum ada hasil – kirim aku foto
guest-wait = Sebentar, sedang kupotong…
guest-private = Aku tidak bisa mengirim file di sini. Lanjutkan dengan foto ini di obrolan kita:
guest-sticker = Ini stikernya sebagai file.
guest-not-yours = Hanya yang memanggilku ke sini yang bisa menekannya. Balas fotonya dengan namaku untuk memanggilku sendiri.
guest-no-files = Aku tidak bisa mengirim stiker di obrolan ini. Kirim fotonya di obrolan kita.
guest-as-chat = Di sini aku menjawab orang, bukan grup atau kanal. Panggil aku atas namamu sendiri.
button-open = Buka foto
button-send-sticker = Kirim sebagai stiker

## Saat ada antrean, dan saat jawaban mungkin hilang

ahead =
    { $count ->
        [0] Sebentar – berikutnya giliranmu.
       *[other] Sebentar – ada { $count } antrean di depanmu.
    }
unsure = Jawabanku sudah kukirim, tapi Telegram tidak memberi tahu apakah sampai. Kalau belum terlihat, tekan tombolnya.
button-again = Kirim lagi

## Yang bisa diperbaiki orang

error-nothing-to-cut = Aku bisa memotong dari foto, gambar yang dikirim sebagai file, dan stiker tak bergerak – bukan video, pesan suara, atau teks. Balas sebuah foto.
error-no-photo-named = Balas foto dengan perintah ini, dan aku potong sesuatu darinya.
error-only-who-asked = Di grup ini hanya yang meminta yang boleh menunjuk di fotonya. Balas fotonya dengan /cut untuk memintanya sendiri.
error-admins-only = Hanya admin grup ini yang boleh melakukannya. Coba minta salah satu dari mereka.
no-media-here = Di grup ini aku tidak boleh mengirim foto, file, dan stiker. Minta adminnya mengizinkan itu atau menjadikanku admin, lalu coba lagi.
error-not-a-color = Aku tidak kenal warna itu. Tulis namanya, misalnya oranye, atau #ff8800, #f80, atau rgb(255, 136, 0).
error-not-emoji = Setelah /sticker tulis emoji, warna, atau kosongkan saja, misalnya /sticker 😀 oranye.
error-too-many-emoji = Satu stiker paling banyak punya { $limit } emoji. Kurangi sedikit, ya.
error-no-sticker-named = Balas hasil, foto, atau stiker tak bergerak dengan perintah ini.
error-already-in-pack = Stiker ini sudah ada di paket.
error-not-in-pack = Stiker ini tidak ada di paket obrolan ini. Balas stiker yang ada.
error-not-your-sticker = Hanya yang menambahkan stiker ini dan admin grup yang boleh melakukannya.
error-no-pack = Belum ada paket di sini. Buat stiker lalu tambahkan: paketnya langsung dibuat.
error-empty-title = Nama itu tidak akan terlihat. Tulis dengan huruf atau emoji.
error-owner-must-start = Telegram ingin paket dimiliki orang yang sudah memulai aku. Tekan tombol di bawah stiker, dan paketnya jadi milikmu.
error-pack-unavailable =
    { $kind ->
        [emoji] Telegram tidak menerima stiker dengan emoji itu. Balas stikernya dengan emoji lain, misalnya 😀, lalu coba lagi.
       *[other] Telegram sedang tidak menerima stikernya. Coba lagi dalam satu menit.
    }

error-not-an-image = Aku tidak bisa membacanya. Kirim foto, atau gambar sebagai file (JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF, atau BMP).
error-raw-photo = Ini file raw kamera dengan gambar kecil saja di dalamnya. Ekspor sebagai JPEG (atau TIFF atau PNG untuk kualitas penuh), lalu kirim sebagai file.
error-damaged-image = Gambar ini rusak atau tidak lengkap. Kirim lagi, atau kirim yang lain.
error-file-too-large = File ini { $megabytes } MB; batasnya { $limit } MB. Kirim sebagai foto, bukan file, atau perkecil dulu.
error-too-many-pixels = Gambar ini { $width } × { $height } piksel; batasnya { $limit } megapiksel. Kirim sebagai foto, bukan file, atau perkecil dulu.
error-too-heavy = Gambar ini terlalu berat untuk dibuka. Kirim sebagai foto, bukan file, atau simpan lagi sebagai JPEG biasa.
error-unreadable-reply =
    { $kind ->
        [number] Nomor itu ada di gambar yang mana? Balas gambar itu dengan nomornya, atau tulis petak pada kisi, misalnya { $example }.
       *[other] Aku tidak menemukan tempat di situ. Tulis petak pada kisi, misalnya { $example }. Cara lain: /help
    }
error-nothing-to-keep = Aku baru tahu apa yang dibuang. Sebut juga petak yang tetap ada, misalnya { $example }: aku memotong objek dan membuang sisanya.
error-no-other-size = Aku tidak melihat ukuran lain di situ. Balas dengan petak yang kurang, misalnya { $example }, atau yang berlebih: -{ $example }.
error-moving-picture =
    { $kind ->
        [gif] Gambar ini bergerak. Balas dengan /cut, dan aku ambil gambar pertamanya. Untuk saat lain, jeda di sana lalu kirim tangkapan layarnya.
       *[other] Aku tidak bisa memotong video. Jeda di saat terbaiknya, ambil tangkapan layar, lalu kirim sebagai foto.
    }
error-photo-elsewhere = Aku tidak bisa mengambil foto dari sana. Teruskan kepadaku atau kirim ke sini, lalu balas fotonya.
error-nothing-to-enlarge = Ini sudah paling dekat. Balas dengan petak, atau kembali.
error-too-many-points = Itu lebih dari { $limit } titik. Beberapa saja cukup – coba lagi dengan satu sampai tiga.
error-too-many-objects = Itu lebih dari { $limit } objek sekaligus. Tunjuk lebih sedikit, ya.
error-outside-photo = { $given } ada di luar foto. Petak sampai { $last_cell }, piksel sampai { NUMBER($right, useGrouping: 0) },{ NUMBER($bottom, useGrouping: 0) }.
error-nothing-found = Tidak ada yang bisa dipotong di situ. Coba petak di tengah objek, atau dua petak di atasnya.
error-which-photo = Foto yang mana? Tulis nomornya di depan, misalnya 2: { $example }, atau balas salah satunya.
error-no-such-photo = Tidak ada foto { $number } yang bisa dipotong di album ini. Nomornya ada di pojok tiap foto.
error-no-open-job = Aku tidak tahu foto mana yang kamu maksud. Kirim foto, atau balas salah satu fotoku yang berkisi.
error-stale-button = Foto untuk tombol ini sudah dibereskan. Kirim lagi fotonya.
error-stale-pass = Halaman ini sudah terlalu lama dibuka. Tutup, lalu buka lagi dengan tombol di bawah foto.
error-not-your-photo = Foto ini ada di obrolan yang tidak kamu ikuti. Kirim sendiri kepadaku, dan aku potong untukmu.
error-photo-gone = Foto itu tidak bisa kuambil lagi. Kirim sekali lagi, ya.
error-background-gone = Foto latarnya tidak bisa kuambil lagi. Pilih latar lain, atau balas lagi dengan fotonya.
error-daily-limit-reached = Jatahmu hari ini, { $limit } potongan, sudah habis. Besok ada lagi.
error-cutout-too-large = Hasilnya { $megabytes } MB, sedangkan Telegram hanya menerima sampai { $limit } MB. Kirim foto yang lebih kecil, atau minta bagian yang lebih kecil.
error-too-many-requests = Sebentar – aku masih mengerjakan kirimanmu sebelumnya. Tunggu sebentar, lalu coba lagi.

## Yang salah di pihak kami

error-engine-busy = Sekarang terlalu banyak yang harus kukerjakan. Coba lagi dalam satu menit – foto yang belum dijawab, kirim sekali lagi.
error-engine-timeout = Maaf, itu terlalu lama. Coba lagi, ya – foto yang belum dijawab, kirim sekali lagi.
error-engine-failed = Maaf, ada yang salah saat memotong. Coba lagi, ya – foto yang belum dijawab, kirim sekali lagi.
error-storage-gone = Maaf, catatanku hilang dan aku tidak bisa lanjut. Pengelola bot harus membantu dulu – coba lagi nanti.
error-unexpected = Maaf, ada yang salah di pihakku. Coba lagi, ya.

## Halaman tempat foto diketuk

# `rtl` for scripts that are written from the right.
page-direction = ltr
page-title = Ketuk objeknya
page-hint = Ketuk yang mau dipotong.
page-done = Selesai
page-undo = Urungkan
page-smaller = Kurangi
page-bigger = Perluas
page-side = Fungsi ketukan
page-size = Ukuran
page-coach = Tiga cara menunjuk
page-coach-tap = Ketuk objeknya. Ketuk lagi untuk menambah.
page-coach-drag = Gambar kotak di sekelilingnya dengan satu jari.
page-coach-pinch = Lihat lebih dekat dengan dua jari.
page-understood = Mengerti
page-add = Tambah
page-remove = Buang
page-form = Mau dibuat apa
page-document = PNG
page-sticker = Stiker
page-photo = Foto. Tombol panah menggerakkan tanda silang, Enter mengetuk, R berganti antara menambah dan membuang, Backspace mengurungkan, plus dan minus memperbesar dan memperkecil.
page-loading = Memuat foto…
page-looking = Mencari…
page-lit = Objek terpilih
page-points = Titik:
page-first = Ketuk dulu objeknya.
page-sending = Mengirim…
page-sent = Sedang menuju obrolan.
page-outside = Buka halaman ini dari obrolan: dengan tombol di bawah foto.
page-offline = Tidak ada koneksi. Coba lagi.
