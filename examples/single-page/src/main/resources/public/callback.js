// The token is in the fragment: take it out of the address bar first, then send it to the server.
const fragment = location.hash.slice(1) || location.search.slice(1);
history.replaceState(null, '', location.pathname);

const problems = {
  access_denied: ['You did not allow access', 'This page shows nothing without it. You can sign in again and accept.'],
  unavailable: ['Zoho does not answer', 'This is most likely over in a moment. Please sign in again then.'],
};
const other = ['This sign-in is not valid any more', 'It was begun in another browser, too long ago, or answered before. Please sign in again.'];

const answer = await fetch('/api/arrival', { method: 'POST', body: fragment });
const problem = answer.ok ? '' : (await answer.json()).problem;

if (window.parent !== window) {
  window.parent.postMessage({ renewed: answer.ok, problem }, location.origin);
} else if (answer.ok) {
  location.replace('/');
} else {
  const [heading, words] = problems[problem] || other;
  document.getElementById('heading').textContent = heading;
  document.getElementById('words').textContent = words;
  document.getElementById('back').hidden = false;
}
