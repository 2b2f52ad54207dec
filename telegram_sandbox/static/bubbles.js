// Draws a message as an element. Actions go through `on`.

import { fileUrl } from "./api.js";
import { icon, iconButton, make } from "./dom.js";
import { clock, formatted, megabytes, serviceLine, summary } from "./text.js";

const STICKER_SIDE = 180;
const PHOTO_BOX = { width: 340, height: 400 };
const SHOWN = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** `on` has command(text), quote(id), view(file), press(message, button), reply(message), page(message, url),
 * stickerSet(name), menu(message, x, y), and isMine(message). */
export function bubble(message, on) {
  const line = serviceLine(message);
  if (line) return make("li", { class: "service", id: `message-${message.message_id}` }, make("span", {}, line));
  const mine = on.isMine(message);
  const item = make("li", {
    class: `message ${mine ? "mine" : "theirs"}`,
    id: `message-${message.message_id}`,
  });
  const body = make(
    "article",
    { class: "bubble", ariaLabel: `${message.from.first_name}: ${summary(message)}` },
    sender(message, mine),
    quote(message.reply_to_message, on),
    sticker(message, on),
    photo(message, on),
    file(message.document, on),
    words(message, on),
  );
  body.classList.toggle("bare", Boolean(message.photo && !message.caption));
  body.classList.toggle("naked", Boolean(message.sticker));
  item.append(make("div", { class: "row" }, body, tools(message, on)));
  if (message.reply_markup) item.append(keyboard(message, on));
  return item;
}

/** The sender's name, in groups. */
function sender(message, mine) {
  if (message.chat.type === "private" || mine) return null;
  const data = { hue: message.from.id % 6 };
  return make("p", { class: "sender", data }, message.from.first_name);
}

function sticker({ sticker: file }, on) {
  if (!file) return null;
  const label = `Sticker ${file.emoji ?? ""}`.trim();
  const scale = Math.min(1, STICKER_SIDE / Math.max(file.width, file.height));
  const size = { width: Math.round(file.width * scale), height: Math.round(file.height * scale) };
  const drawn =
    file.is_animated || file.is_video
      ? make("span", { class: "moving" }, file.emoji ?? "🎞")
      : make("img", { src: fileUrl(file), alt: label, ...size });
  const onclick = () => file.set_name && on.stickerSet(file.set_name);
  return make("button", { class: "sticker", type: "button", ariaLabel: label, onclick }, drawn);
}

function quote(original, on) {
  if (!original || original.forum_topic_created) return null;
  const small = original.photo?.[0] ?? original.sticker?.thumbnail;
  return make(
    "button",
    { class: "quote", type: "button", onclick: () => on.quote(original.message_id) },
    small ? make("img", { src: fileUrl(small), alt: "", width: 36, height: 36 }) : null,
    make(
      "span",
      {},
      make("strong", {}, original.from.first_name),
      make("span", {}, summary(original)),
    ),
  );
}

function photo(message, on) {
  const size = message.photo?.at(-1);
  if (!size) return null;
  const scale = Math.min(1, PHOTO_BOX.width / size.width, PHOTO_BOX.height / size.height);
  const image = make("img", {
    src: fileUrl(size),
    alt: message.caption ?? "Photo",
    width: Math.max(80, Math.round(size.width * scale)),
    height: Math.max(60, Math.round(size.height * scale)),
  });
  const onclick = () => on.view(size, "photo.jpg");
  return make("button", { class: "photo", type: "button", onclick }, image);
}

function file(document, on) {
  if (!document) return null;
  const url = fileUrl(document);
  const name = document.file_name;
  const facts = make(
    "div",
    { class: "facts" },
    make("a", { class: "save", href: url, download: name, ariaLabel: `Download ${name}` }, icon("download")),
    make("div", {}, make("strong", {}, name), make("span", {}, megabytes(document.file_size))),
  );
  if (!SHOWN.has(document.mime_type)) return make("div", { class: "file" }, facts);
  const onclick = () => on.view(document, name);
  const image = make("img", { src: url, alt: name });
  const look = make("button", { class: "checkered", type: "button", onclick }, image);
  return make("div", { class: "file" }, look, facts);
}

function words(message, on) {
  const { text, entities, caption, caption_entities: captionEntities } = message;
  const written = text === undefined ? [caption ?? "", captionEntities] : [text, entities];
  const time = make(
    "time",
    { dateTime: new Date(message.date * 1000).toISOString() },
    `${message.edit_date ? "edited " : ""}${clock(message.date)}`,
  );
  return make("div", { class: "text" }, ...formatted(...written, on.command), time);
}

function tools(message, on) {
  const more = iconButton("more", "More", (event) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    on.menu(message, left, bottom);
  });
  return make(
    "div",
    { class: "tools" },
    iconButton("reply", "Reply", () => on.reply(message)),
    more,
  );
}

function keyboard(message, on) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    make("div", { class: "keys" }, ...row.map((button) => key(message, button, on))),
  );
  return make("div", { class: "keyboard" }, ...rows);
}

function key(message, button, on) {
  if (button.url) {
    const link = { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" };
    return make("a", link, button.text);
  }
  const element = make("button", { class: "key", type: "button" }, button.text);
  if (button.web_app) {
    element.onclick = () => on.page(message, button.web_app.url);
    return element;
  }
  element.onclick = async () => {
    element.ariaBusy = "true";
    await on.press(message, button).finally(() => (element.ariaBusy = null));
  };
  return element;
}
