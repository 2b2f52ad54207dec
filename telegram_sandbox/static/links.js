// Links into Telegram, which open here and not on the web.

const SET = /^https:\/\/t\.me\/addstickers\/(\w+)/;
const START = /^https:\/\/t\.me\/\w+\?start=/;
const PAGE = /^https:\/\/t\.me\/\w+\?startapp=/;

/** Open a link if it leads into Telegram; tells whether it did. */
export function openLink(url, { onSet, onStart, onPage }) {
  const [, name] = SET.exec(url) ?? [];
  if (name) onSet(name);
  else if (START.test(url)) onStart(url);
  else if (PAGE.test(url)) onPage(url);
  else return false;
  return true;
}

/** From now on, clicks on such links open here. */
export function catchLinks(on) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && openLink(link.href, on)) event.preventDefault();
  });
}
