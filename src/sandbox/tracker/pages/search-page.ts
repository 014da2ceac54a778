import { signedInPage, type StripView } from './frame.ts';
import { escape } from './markup.ts';

/** What the search page's script does. */
export type SearchScript = 'draws' | 'draws-nothing';

/** What the search page is made from; the results come by its script. */
export interface SearchPageView {
  readonly strip: StripView;
  readonly text: string;
  readonly script: SearchScript;
  /** Added to what the script asks for: the way that a fault travels to the results. */
  readonly extra: string;
}

/** The search page: a form and an empty `#ssr`, which a script fills. */
export function searchPage(view: SearchPageView): string {
  const script = view.script === 'draws' ? '<script src="/js/search.js"></script>' : '';
  return signedInPage({
    title: 'Browse Torrents',
    strip: view.strip,
    body: `<div class="blockCon"><div class="blockHead"><h4>Search Torrents</h4></div>
<div class="blockBody"><form id="torSearch" action="/tor/browse.php" method="get">
<input name="tor[text]" value="${escape(view.text)}"><select name="tor[sortType]">
<option value="default">Default</option><option value="seedersDesc">Seeders</option></select>
<select name="tor[main_cat][]"><option value="0">All</option><option value="13">AudioBooks</option>
<option value="14">E-Books</option></select>
<input type="hidden" name="tor[startNumber]" value="0"><input type="submit" value="Search"></form>
</div></div>
<div id="ssr" data-extra="${escape(view.extra)}"></div>
${script}`,
  });
}

/** `/js/search.js`: asks for the results, draws them, and turns the pages. */
export const SEARCH_SCRIPT = `(function () {
  var target = document.getElementById('ssr');
  function load(query) {
    fetch('/tor/js/loadSearch.php?' + query + target.dataset.extra, { credentials: 'same-origin' })
      .then(function (answer) { return answer.text(); })
      .then(function (html) { target.innerHTML = html; });
  }
  function turnTo(start) {
    var query = new URLSearchParams(location.search);
    query.set('tor[startNumber]', start);
    load(query.toString());
  }
  target.addEventListener('click', function (event) {
    var start = event.target.dataset && event.target.dataset.newstartlocation;
    if (start !== undefined) turnTo(start);
  });
  target.addEventListener('change', function (event) {
    if (event.target.classList.contains('jumpList')) turnTo(event.target.value);
  });
  load(location.search.slice(1));
})();
`;
