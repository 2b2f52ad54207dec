// Draws text with entities, service messages, sizes and times.

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

/** The nodes of a text. Offsets are in UTF-16 units, as in JavaScript. */
export function formatted(text, entities = [], onCommand = () => {}) {
  const edges = entities.flatMap(({ offset, length }) => [offset, offset + length]);
  const edgesInOrder = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  return edgesInOrder.slice(1).map((end, index) => {
    const start = edgesInOrder[index];
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

const names = (users) => users.map((user) => user.first_name).join(", ");

/** The texts of service messages, by field. */
const SERVICE = {
  group_chat_created: (_, who) => `${who} created the group`,
  supergroup_chat_created: (_, who) => `${who} created the group`,
  new_chat_members: (users, who) =>
    names(users) === who ? `${who} joined` : `${who} added ${names(users)}`,
  left_chat_member: (user, who) =>
    user.first_name === who ? `${who} left` : `${who} removed ${user.first_name}`,
  new_chat_title: (title, who) => `${who} changed the title to “${title}”`,
  pinned_message: (message, who) => `${who} pinned “${summary(message)}”`,
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "This is a supergroup now",
  forum_topic_created: (topic, who) => `${who} opened the topic “${topic.name}”`,
};

/** The text of a service message; null for other messages. */
export function serviceLine(message) {
  const field = Object.keys(SERVICE).find((name) => name in message);
  return field ? SERVICE[field](message[field], message.from.first_name) : null;
}

/** A message in one line. */
export function summary(message) {
  const words = message.text ?? message.caption ?? serviceLine(message);
  if (words) return words.replaceAll("\n", " ");
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
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
