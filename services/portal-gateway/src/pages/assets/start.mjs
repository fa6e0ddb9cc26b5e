// Radios are left out on purpose: app.css reveals their extra fields, so nothing is hidden without script.
import { createAll, Button, ErrorSummary, Header, NotificationBanner, SkipLink } from './nhsuk-frontend.min.js';

for (const part of [Button, ErrorSummary, Header, NotificationBanner, SkipLink]) createAll(part);

// Says that something new has come, and never moves anything under the reader.
const everyMs = 4000;
const place = document.querySelector('[data-news]');
const words = (answer) => {
  if ('came' in answer)
    return answer.came === 0
      ? undefined
      : [
          `${answer.came} new since you looked at ${place.dataset.since}.`,
          answer.came === 1 ? 'Show it in the list' : 'Show them in the list',
        ];
  return answer.changed ? ['Something was recorded for this patient since you opened the page.', 'Show it'] : undefined;
};
const say = ([text, link]) => {
  const strong = document.createElement('strong');
  strong.textContent = text;
  const again = document.createElement('a');
  again.href = location.href;
  again.textContent = link;
  place.replaceChildren(strong, ' ', again);
  place.hidden = false;
};
const ask = async () => {
  if (document.hidden) return;
  const response = await fetch(place.dataset.news, { headers: { accept: 'application/json' }, redirect: 'manual' }).catch(() => undefined);
  if (response === undefined || !response.ok) return;
  const news = words(await response.json());
  if (news !== undefined) say(news);
};
if (place !== null)
  setInterval(() => {
    void ask();
  }, everyMs);
