/** The one style sheet: light and dark, from 320 pixels on. It goes into every page, so that none loads anything. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2127; --muted: #57606a; --line: #d3d9e0; --ground: #fff;
  --raised: #f4f6f8; --link: #0b57b7; --good: #17663a; --bad: #a3191f; --busy: #7a4d00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --muted: #a0aab5; --line: #363f4a;
  --ground: #13171c; --raised: #1c222a; --link: #8ab8ff; --good: #7ed3a0; --bad: #ff9b95; --busy: #f0c26b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif;
  overflow-wrap: break-word; }
header { border-bottom: 1px solid var(--line); background: var(--raised); }
header ul { display: flex; flex-wrap: wrap; gap: 0 .25rem; }
header ul, main, footer { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem; }
header ul { padding: .35rem .6rem; list-style: none; }
header a { display: block; padding: .35rem .65rem; border-radius: .3rem; color: inherit; text-decoration: none; }
header a:hover { background: var(--ground); color: var(--link); }
main { padding-top: 1.5rem; }
footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--muted); font-size: .9rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; text-wrap: balance; }
h1 { margin: .25rem 0 .75rem; font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.1rem); }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1rem; }
p, main ul, dl { max-width: 44rem; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: .15rem; }
.lead { font-size: 1.1rem; }
.muted, .muted a { color: var(--muted); }
.tags, .plain { padding: 0; list-style: none; }
.tags { display: flex; flex-wrap: wrap; gap: .4rem; }
.tags li, .tag { padding: .05rem .6rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; }
.tag { white-space: nowrap; font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); }
.cards > li { margin: 0; padding: 1rem 0; border-top: 1px solid var(--line); }
.cards h2 { margin: 0 0 .25rem; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875em; }
code { overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem;
  background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; tab-size: 2; }
pre code { font-size: inherit; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .6rem 1rem .6rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .875rem; font-weight: 600; }
tbody th { font-weight: 400; }
td p { margin: 0 0 .25rem; }
.values th:first-child { width: 28%; } .values td:nth-child(3) { width: 20%; }
.tall { max-height: 32rem; overflow-y: auto; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1.25rem; margin: 1rem 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); width: fit-content; padding: .1rem 0; }
progress { width: 100%; max-width: 24rem; height: .75rem; accent-color: var(--link); }
img { display: block; max-width: 100%; height: auto; margin: .5rem 0; border: 1px solid var(--line); }
.value { font-size: 1.25rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.paging { display: flex; gap: 1.5rem; margin: 1.5rem 0; }
@media (max-width: 36rem) {
  table, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody th, td { padding: .1rem 0; border: 0; }
  .values th:first-child, .values td:nth-child(3) { width: auto; }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
}
`;
