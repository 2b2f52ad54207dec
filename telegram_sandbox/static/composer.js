// The composer: text, replies, edits, and files that are picked, dropped or pasted.

import { Refused } from "./api.js";
import { find, make } from "./dom.js";
import { toast } from "./panels.js";
import { summary } from "./text.js";

export class Composer {
  /** `chat()` returns the current chat. */
  constructor(chat) {
    this.chat = chat;
    this.text = find("#text");
    this.context = find("#context");
    this.dialog = find("#sending");
    this.picker = find("#picker");
    this.files = [];
    this.cancel();
    this.listenToText();
    this.listenToFiles();
  }

  reply(message) {
    this.about({ replyTo: message.message_id }, "reply", `Reply to ${message.from.first_name}`, message);
  }

  edit(message) {
    this.about({ editing: message.message_id }, "edit", "Edit message", message);
    this.text.value = message.text ?? message.caption ?? "";
    this.grow();
  }

  about(state, drawing, title, message) {
    this.replyTo = state.replyTo ?? null;
    this.editing = state.editing ?? null;
    this.context.hidden = false;
    find("use", this.context).setAttribute("href", `#icon-${drawing}`);
    find("strong", this.context).textContent = title;
    find("span", this.context).textContent = summary(message);
    this.text.focus();
  }

  cancel() {
    if (this.editing) this.text.value = "";
    this.replyTo = this.editing = null;
    this.context.hidden = true;
    this.grow();
  }

  /** Runs an action on the server; shows an error in a toast. Returns whether it succeeded. */
  async attempt(action) {
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TypeError)) throw error;
      toast(error instanceof Refused ? error.message : "The sandbox does not answer.");
      return false;
    }
  }

  /** Sends a text at once, as a reply if one is being written; the draft stays. */
  async say(text) {
    const { replyTo } = this;
    if (await this.attempt(() => this.chat().say(text, replyTo))) this.cancel();
  }

  async sendSticker(sticker) {
    const { replyTo } = this;
    if (await this.attempt(() => this.chat().sendSticker(sticker, replyTo))) this.cancel();
  }

  async submit() {
    const text = this.text.value.trim();
    if (!text) return;
    const { editing, replyTo } = this;
    const chat = this.chat();
    const done = await this.attempt(() =>
      editing ? chat.edit(editing, text) : chat.say(text, replyTo),
    );
    if (!done) return;
    this.text.value = "";
    this.cancel();
  }

  listenToText() {
    find("#composer").onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.text.oninput = () => this.grow();
    this.text.onkeydown = (event) => {
      if (event.key === "Escape") this.cancel();
      // During composition (such as of a Korean syllable), Enter belongs to the input method.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    };
    find("button", this.context).onclick = () => this.cancel();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
  }

  listenToFiles() {
    find("#attach").onclick = () => this.picker.click();
    this.picker.onchange = () => {
      this.offer([...this.picker.files]);
      this.picker.value = "";
    };
    document.addEventListener("paste", (event) => this.offer([...event.clipboardData.files], event));
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      this.offer([...event.dataTransfer.files], event);
    });
    this.dialog.onclose = () => this.closeDialog();
  }

  /** Opens the dialog that sends files. */
  offer(files, event) {
    if (!files.length || this.dialog.open) return;
    event?.preventDefault();
    this.files = files;
    const images = files.every((file) => file.type.startsWith("image/"));
    const choice = find(`input[value=${images ? "photo" : "file"}]`, this.dialog);
    choice.checked = true;
    find("input[value=photo]", this.dialog).disabled = !images;
    find("#previews").replaceChildren(...files.map(preview));
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }

  async closeDialog() {
    for (const image of this.dialog.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    const caption = find("#caption");
    const asFile = find("input[value=file]", this.dialog).checked;
    if (this.dialog.returnValue === "send") await this.send(this.files, asFile, caption.value);
    caption.value = "";
  }

  /** Sends files; those that Telegram refuses as photos are sent as files. */
  async send(files, asFile, caption = "") {
    const options = { asFile, caption, replyTo: this.replyTo };
    const chat = this.chat();
    this.cancel();
    await this.attempt(async () => {
      try {
        await chat.send(files, options);
      } catch (error) {
        if (asFile || !(error instanceof Refused)) throw error;
        await chat.send(files, { ...options, asFile: true });
        toast("Telegram takes this only as a file, so it was sent as one.");
      }
    });
  }
}

function preview(file) {
  if (!file.type.startsWith("image/")) return make("p", {}, file.name);
  return make("img", { src: URL.createObjectURL(file), alt: file.name });
}
