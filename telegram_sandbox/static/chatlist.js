// The list of a person's chats: beside the chat in wide windows, over it on phones.

import * as api from "./api.js";
import { find, make } from "./dom.js";
import { badge } from "./panels.js";
import { clock, summary } from "./text.js";

export class ChatList {
  constructor({ onChoose }) {
    this.onChoose = onChoose;
    this.element = find("#chats");
    this.chats = [];
    this.unread = new Map();
    find("#chats-button").onclick = () => this.element.classList.add("open");
    find("#chats-close").onclick = () => this.close();
  }

  close() {
    this.element.classList.remove("open");
  }

  /** Loads the list of a person who looks at the chat `current`. */
  load(person, current) {
    this.person = person;
    this.current = current;
    this.unread.delete(current);
    return this.reload();
  }

  async reload() {
    const { person } = this;
    const chats = await api.chats(person.id);
    if (person !== this.person) return chats; // another one's list was asked for meanwhile
    this.chats = chats;
    document.body.classList.toggle("with-groups", chats.length > 1);
    this.draw();
    return chats;
  }

  /** Notes a new message; it counts as unread in all chats but the current one. */
  note(message, isMine) {
    const known = this.chats.find(({ chat }) => chat.id === message.chat.id);
    if (!known) return;
    known.last = message;
    if (message.chat.id !== this.current && !isMine) {
      this.unread.set(message.chat.id, (this.unread.get(message.chat.id) ?? 0) + 1);
    }
    this.draw();
  }

  draw() {
    const newest = (entry) => entry.last?.date ?? 0;
    const sorted = this.chats.toSorted((one, other) => newest(other) - newest(one));
    find("#chats-list").replaceChildren(...sorted.map((entry) => this.item(entry)));
    find("#chats-button").classList.toggle("unread", this.unread.size > 0);
  }

  item({ chat, last }) {
    const unread = this.unread.get(chat.id);
    const isPrivate = chat.type === "private";
    const picture = isPrivate
      ? make("img", { class: "avatar", src: "/static/icon.svg", alt: "", width: 44, height: 44 })
      : badge(chat);
    const who = last && !isPrivate && !last.new_chat_members ? `${last.from.first_name}: ` : "";
    const words = last ? (last.sticker || last.text ? who : "") + summary(last) : "Nothing yet";
    return make(
      "button",
      {
        type: "button",
        class: "chat",
        ariaCurrent: String(chat.id === this.current),
        onclick: () => this.onChoose(chat.id),
      },
      picture,
      make("strong", {}, isPrivate ? find("#welcome-name").textContent : chat.title),
      make("time", {}, last ? clock(last.date) : ""),
      make("span", { class: "last" }, words),
      unread ? make("b", {}, String(unread)) : null,
    );
  }
}
