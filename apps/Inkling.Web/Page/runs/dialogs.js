// Renaming and deleting a run. What cannot be taken back is asked for.

import { ask, post, segment } from '../api.js';
import { button, make, say } from '../markup.js';
import { loadModels } from '../models.js';
import { go } from '../tabs.js';

export function askToRename(id) {
  const name = make('input', { value: id, 'aria-label': 'New name', autocomplete: 'off', size: 30 });
  open('Rename the run', [name], 'Rename', async () => {
    const renamed = await post(`api/runs/${segment(id)}/rename`, { name: name.value.trim() });
    go('runs', renamed.id);
  });
  name.select();
}

export function askToDelete(id) {
  open(`Delete ${id}?`, [make('p', {}, 'Its folder is removed with all that is in it: parameters, curves, checkpoint. This cannot be taken back.')], 'Delete', async () => {
    await ask(`api/runs/${segment(id)}`, { method: 'DELETE', once: true });
    go('runs');
  });
}

function open(title, content, word, act) {
  const problem = make('p', { class: 'problem', role: 'alert', hidden: true });
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' });
  const form = make('form', { method: 'dialog' },
    make('h2', { id: 'dialog-title' }, title), ...content, problem,
    make('div', { class: 'actions' }, make('button', { type: 'submit', class: 'primary' }, word), button('Leave it', () => dialog.close())));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await act();
      dialog.close();
      await loadModels();
    } catch (failure) {
      say(problem, failure.message);
    }
  });
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
