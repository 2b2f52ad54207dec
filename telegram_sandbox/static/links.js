// Links to t.me, which open in this page.

const SET = /^https:\/\/t\.me\/addstickers\/(\w+)/;
const START = /^https:\/\/t\.me\/\w+\?start=/;
const PAGE = /^https:\/\/t\.me\/\w+\?startapp=/;

/** Opens a link to t.me; returns whether it is one that this page can open. */
export function openLink(url, { onSet, onStart, onPage }) {
  const [, name] = SET.exec(url) ?? [];
  if (name) onSet(name);
  else if (START.test(url)) onStart(url);
  else if (PAGE.test(url)) onPage(url);
  else return false;
  return true;
}

/** Opens all clicked links of this kind in the page. */
export function catchLinks(on) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && openLink(link.href, on)) event.preventDefault();
  });
}
