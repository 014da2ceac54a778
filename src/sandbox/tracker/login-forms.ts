import type { DrawnValues } from './drawn-values.ts';

/** A login form as it was served once: hidden inputs whose names change from page to page. */
export interface LoginForm {
  /** Inputs that hold their value in the markup. */
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** The input that a script fills, with the value of `source` turned round. */
  readonly scripted: { readonly name: string; readonly source: string };
}

/** The login forms that are open. */
export interface LoginForms {
  serve(): LoginForm;
  /** True when a form that was served comes back whole, once, its scripted field filled. */
  accept(fields: URLSearchParams): boolean;
}

/** Letters seen as names of hidden inputs over the years, and some more. */
const NAMES = ['t', 'j', 'a', 's', 'd', 'k', 'v', 'x'];

/** Opens the register of login forms. */
export function createLoginForms(drawn: DrawnValues): LoginForms {
  const open = new Map<string, LoginForm>();
  let served = 0;
  return {
    serve() {
      served += 1;
      const first = served % NAMES.length;
      const names = [0, 1, 2].map((step) => NAMES[(first + step * 3) % NAMES.length] ?? `h${step}`);
      const [time = 't', key = 'k', scripted = 'j'] = names;
      const value = drawn.token(`form ${served}`, 32);
      const hidden = [
        [time, String(1_764_000_000 + served)],
        [key, value],
      ] as const;
      const form: LoginForm = { hidden, scripted: { name: scripted, source: key } };
      open.set(value, form);
      return form;
    },
    accept(fields) {
      for (const [value, form] of open) {
        const isEchoed = form.hidden.every(([name, sent]) => fields.get(name) === sent);
        if (!isEchoed) continue;
        open.delete(value);
        return fields.get(form.scripted.name) === [...value].reverse().join('');
      }
      return false;
    },
  };
}
