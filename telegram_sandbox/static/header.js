// The bar over the messages: the chat's name, the bot's chat action, topics.

import { find, make } from "./dom.js";
import { badge } from "./panels.js";

const ACTIONS = {
  typing: "typing…",
  upload_photo: "sending a photo…",
  upload_document: "sending a file…",
  record_video: "recording a video…",
  upload_video: "sending a video…",
  record_voice: "recording a voice message…",
  upload_voice: "sending a voice message…",
  choose_sticker: "choosing a sticker…",
  find_location: "looking for a location…",
};
const ACTION_MS = 5000;

export class Header {
  constructor({ onTopic }) {
    this.onTopic = onTopic;
    this.idle = "connecting…";
    this.timer = 0;
  }

  /** `botName` is the title of private chats. */
  show({ chat, members, topics }, topic, botName) {
    const isPrivate = chat.type === "private";
    find("#bot-name").textContent = chat.title ?? botName;
    find("#avatar").hidden = !isPrivate;
    find("#group-badge").replaceChildren(...(isPrivate ? [] : [badge(chat)]));
    find("#topics").hidden = !chat.is_forum;
    find("#topics").replaceChildren(
      ...[{ id: null, name: "General" }, ...topics].map((tab) => this.tab(tab, topic)),
    );
    this.idle = isPrivate ? "bot" : `${members.length} members`;
    this.status();
  }

  tab({ id, name }, current) {
    return make("button", {
      type: "button",
      textContent: name,
      ariaCurrent: String(id === current),
      onclick: () => this.onTopic(id),
    });
  }

  status(text = this.idle) {
    clearTimeout(this.timer);
    find("#status").textContent = text;
    find("#status").classList.toggle("busy", text !== this.idle);
  }

  action(action) {
    this.status(ACTIONS[action] ?? "busy…");
    this.timer = setTimeout(() => this.status(), ACTION_MS);
  }

  connection(state) {
    if (state === "open") this.status();
    if (state === "waiting") this.status("connecting…");
    if (state === "closed") this.status("restarted, old chats are gone: reload this page");
  }
}
