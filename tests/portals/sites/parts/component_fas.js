document.querySelectorAll('[data-off]').forEach(a => a.addEventListener('click', e => { e.preventDefault();
  const p = document.querySelector('.fas-alert'); p.textContent = a.dataset.off; p.hidden = false; }));
const box = document.getElementById('callbacks');
if (box) {
  const user = document.getElementById('idToken1'), pw = document.getElementById('idToken2'), btn = document.getElementById('loginButton_0'),
        alertBox = box.querySelector('.fas-alert'), caption = btn.textContent;
  const say = m => { alertBox.textContent = m; alertBox.hidden = !m; };
  box.querySelector('.fas-show').onclick = e => { e.preventDefault(); pw.type = pw.type === 'password' ? 'text' : 'password'; };
  async function submit() {
    if (btn.disabled) return;
    if (!user.value.trim() || !pw.value) return say(box.dataset.empty);
    say(''); btn.disabled = true; btn.textContent = box.dataset.busy;
    try {
      const r = await fetch('/iam/json/authenticate', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
        body: JSON.stringify({ tx: box.dataset.tx, lang: box.dataset.lang, username: user.value, password: pw.value }) });
      const d = await r.json();
      if (r.ok) return location.replace(d.successUrl);
      say(d.message || d.code); pw.value = ''; pw.focus();
    } catch (e) { say(String(e.message)); }
    btn.disabled = false; btn.textContent = caption;
  }
  btn.addEventListener('click', submit);
  [user, pw].forEach(i => i.addEventListener('keydown', e => { if (e.key === 'Enter') submit(); }));
  user.focus();
}
