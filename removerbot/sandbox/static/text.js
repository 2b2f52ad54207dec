// Text with entities, as elements.

import { make } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

/** The nodes of a text. Offsets count UTF-16 units, as JavaScript does. */
export function formatted(text, entities = [], onCommand = () => {}) {
  const edges = entities.flatMap(({ offset, length }) => [offset, offset + length]);
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const covering = entities.filter((e) => e.offset <= start && end <= e.offset + e.length);
    const piece = document.createTextNode(text.slice(start, end));
    return covering.reduceRight((inner, entity) => wrap(entity, inner, onCommand), piece);
  });
}

function wrap(entity, inner, onCommand) {
  if (entity.type === "bot_command") {
    const onclick = () => onCommand(inner.textContent);
    return make("button", { class: "command", type: "button", onclick }, inner);
  }
  if (entity.type === "text_link" && /^https?:/.test(entity.url)) {
    return make("a", { href: entity.url, target: "_blank", rel: "noopener noreferrer" }, inner);
  }
  if (entity.type === "spoiler") {
    const onclick = ({ currentTarget }) => currentTarget.classList.add("seen");
    return make("span", { class: "spoiler", onclick }, inner);
  }
  return entity.type in TAGS ? make(TAGS[entity.type], {}, inner) : inner;
}

/** One line that stands for a message. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replaceAll("\n", " ");
  return message.photo ? "Photo" : (message.document?.file_name ?? "Message");
}

export function megabytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [number, unit] = bytes < 1e6 ? [bytes / 1e3, "KB"] : [bytes / 1e6, "MB"];
  return `${number.toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
