import type { LoginForm } from '../login-forms.ts';
import { strangersPage } from './frame.ts';
import { escape } from './markup.ts';

/** What a login page shows. */
export interface LoginView {
  readonly form: LoginForm;
  /** Where a login leads; null leads to the start page. */
  readonly returnTo: string | null;
  /** What the site has to say, as markup: a failure, or why this page is shown. */
  readonly notice?: string;
  readonly captcha?: boolean;
}

/** The login page. Without JavaScript one of its hidden inputs stays empty, and it is refused. */
export function loginPage(view: LoginView): string {
  const { form, returnTo } = view;
  const inputs = form.hidden.map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  inputs.push(`<input type="hidden" name="${form.scripted.name}" value="">`);
  if (returnTo !== null) {
    inputs.push(`<input type="hidden" name="returnto" value="${escape(returnTo)}">`);
  }
  const captcha = view.captcha === true ? CAPTCHA : '';
  return strangersPage(
    'Login',
    `${view.notice ?? ''}
<noscript><p>JavaScript is required to log in.</p></noscript>
<form action="/takelogin.php" method="post">
${inputs.join('\n')}
<table class="coltable"><tr><td>Email:</td><td><input type="email" name="email" required></td></tr>
<tr><td>Password:</td><td><input type="password" name="password" required></td></tr>
<tr><td colspan="2"><label><input type="checkbox" name="rememberMe" value="yes"> Remember me</label>
</td></tr></table>
${captcha}
<input type="submit" value="Log in!"></form>
<p><a href="/recover.php">Recover password</a></p>
<script>
(function () {
  var form = document.querySelector('form[action="/takelogin.php"]');
  var from = form.elements['${form.scripted.source}'].value;
  form.elements['${form.scripted.name}'].value = from.split('').reverse().join('');
})();
</script>`,
  );
}

const CAPTCHA = `<div class="h-captcha" data-sitekey="00000000-0000-0000-0000-000000000000">
<img src="/captcha/challenge.png" alt="Type the characters"><input name="captcha_answer"></div>`;

/** What a page that needs a session shows to those without one, with status 200. */
export const NOT_LOGGED_IN = `<h1>Not logged in!</h1>
<p><b>Error:</b> The page you tried to view can only be used when you're logged in.</p>`;
