// The panel of all sticker sets, and the dialog of one set.

import * as api from "./api.js";
import { find, make } from "./dom.js";

export class Stickers {
  /** `onSend(sticker)` sends a sticker; `attempt(action)` shows errors. */
  constructor({ onSend, attempt }) {
    this.onSend = onSend;
    this.attempt = attempt;
    this.panel = find("#stickers");
    this.dialog = find("#sticker-set");
    this.panel.addEventListener("toggle", ({ newState }) => newState === "open" && this.fill());
  }

  fill() {
    return this.attempt(async () => {
      const sets = (await api.stickerSets()).filter((set) => set.stickers.length);
      this.panel.replaceChildren(
        ...sets.toReversed().flatMap((set) => [make("h2", {}, set.title), this.grid(set)]),
      );
    });
  }

  show(name) {
    return this.attempt(async () => {
      const set = await api.stickerSet(name);
      find("h2", this.dialog).textContent = set.title;
      find(".hint", this.dialog).textContent = `${set.name} · ${set.stickers.length} of 120`;
      find(".sheet", this.dialog).replaceChildren(this.grid(set));
      find(".danger", this.dialog).onclick = () => this.remove(name);
      if (!this.dialog.open) this.dialog.showModal();
    });
  }

  async remove(name) {
    if (await this.attempt(() => api.deleteStickerSet(name))) this.dialog.close();
  }

  grid(set) {
    return make("div", { class: "grid" }, ...set.stickers.map((sticker) => this.cell(sticker)));
  }

  cell(sticker) {
    const label = `Send ${sticker.emoji ?? "sticker"}`;
    const drawn = sticker.thumbnail
      ? make("img", { src: api.fileUrl(sticker), alt: "", loading: "lazy" })
      : make("span", { class: "moving" }, sticker.emoji ?? "🎞");
    const onclick = () => {
      this.panel.hidePopover();
      this.dialog.close();
      this.onSend(sticker);
    };
    return make("button", { type: "button", ariaLabel: label, onclick }, drawn);
  }
}
