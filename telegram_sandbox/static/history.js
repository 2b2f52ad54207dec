// The list of messages: additions, changes, removals, and the scroll position.

import { bubble } from "./bubbles.js";
import { find } from "./dom.js";
import { onTouch } from "./touch.js";

const NEAR_END = 120;

export class History {
  constructor(on) {
    this.on = { ...on, quote: (id) => this.show(id) };
    this.messages = new Map();
    this.box = find("#messages");
    this.list = find("#list");
    this.toEnd = find("#to-end");
    this.toEnd.onclick = () => this.scrollToEnd();
    this.following = true;
    this.box.onscroll = () => {
      this.following = this.atEnd();
      this.toEnd.hidden = this.following;
    };
    // Keeps the newest message visible when a keyboard opens or the composer grows.
    new ResizeObserver(() => this.following && this.scrollToEnd()).observe(this.box);
  }

  clear() {
    this.messages.clear();
    this.list.replaceChildren();
  }

  /** Adds a message, or replaces it by its new version. */
  put(message) {
    const wasAtEnd = this.atEnd();
    const element = bubble(message, this.on);
    onTouch(element, {
      reply: () => this.on.reply(message),
      menu: (x, y) => this.on.menu(message, x, y),
    });
    const old = this.element(message.message_id);
    if (old) old.replaceWith(element);
    else this.list.append(element);
    this.messages.set(message.message_id, message);
    if (wasAtEnd || (!old && this.on.isMine(message))) this.scrollToEnd();
    else this.toEnd.hidden = false;
  }

  remove(id) {
    this.messages.delete(id);
    this.element(id)?.remove();
  }

  element(id) {
    return document.getElementById(`message-${id}`);
  }

  /** Scrolls to a message and highlights it. */
  show(id) {
    const element = this.element(id);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.remove("lit");
    requestAnimationFrame(() => element.classList.add("lit"));
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.box;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  scrollToEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.toEnd.hidden = true;
  }
}
