/** Where a page can be had again, and after how many seconds. */
export interface Refresh {
  /** A URL of this API. */
  readonly url: string;
  readonly seconds: number;
}

/** The element that tells the script both, as data. */
export const refreshId = 'refresh';

/**
 * Brings a page up to date in place, so that focus and reading position stay, and what has `role="status"` is spoken:
 * whatever has `data-live` takes the content that stands under the same name in a fresh copy. It rests while nobody
 * looks, and ends when the copy asks for no more. Without scripts the page is loaded anew as a whole.
 */
export const refreshScript = `
const wait = ({ url, seconds }) => setTimeout(look, seconds * 1000, url, seconds);
const look = async (url, seconds) => {
  let next = { url, seconds };
  try {
    if (!document.hidden) {
      const answer = await fetch(url, { headers: { Accept: 'text/html' } });
      if (answer.status >= 400 && answer.status < 500) return location.replace(url);
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        document.title = fresh.title;
        for (const part of document.querySelectorAll('[data-live]')) {
          const copy = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
          if (copy && copy.innerHTML !== part.innerHTML) part.innerHTML = copy.innerHTML;
        }
        next = fresh.getElementById('${refreshId}')?.dataset;
      }
    }
  } catch {}
  if (next) wait(next);
};
wait(document.getElementById('${refreshId}').dataset);
`;
