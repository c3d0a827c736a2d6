// The wizard: what is typed stays in the browser until it is confirmed.
'use strict';

const BASE = '/messages/configuration';
const STEPS = ['intro', 'contact', 'channel', 'username', 'review'];
const CONTACT = [['last_name'], ['first_name'], ['function'], ['phone', 'tel'], ['email', 'email']];
const steps = (n) => `<ol class="steps">${STEPS.map((name, i) => `<li class="${i === n ? 'on' : ''}">${i + 1}. ${w('steps')[name]}</li>`).join('')}</ol>`;
const back = (path, type = '') => `<button ${type} class="btn sec" data-go="${path}">${w('button').previous}</button>`;

// Whoever comes in the middle begins anew.
function begun() {
  if (!st.cfg) go(BASE, true);
  return Boolean(st.cfg);
}

routes[BASE] = async (v) => {
  st.cfg = null;
  const cfg = await api('config');
  Object.assign(st, {
    cfg, contact: {}, apps: new Set(), channel: null, ssh_key: null, certificate: null, username: '', done: null,
  });
  v.innerHTML = `${steps(0)}<h2>${w('intro').title}</h2><p>${w('intro').text}</p><div class="row"><span></span><button class="btn next" data-go="${BASE}/contact">${w('button').next}</button></div>`;
};

routes[`${BASE}/contact`] = (v) => {
  if (!begun()) return;
  const words = w('contact');
  const errors = w('errors');
  v.innerHTML = `${steps(1)}<h2>${words.title}</h2><form novalidate>${CONTACT.map(([name, type]) => field(`c-${name}`, words[name], type, st.contact[name])).join('')}<div class="row">${back(BASE, 'type="button"')}<button class="btn next" disabled>${w('button').next}</button></div></form>`;
  const form = $('form', v);
  const next = $('.next', form);
  const wrong = {
    phone: (text) => (/^[+0-9 ./()-]{8,}$/.test(text) ? '' : errors.phone),
    email: (text) => (/^\S+@\S+\.\S+$/.test(text) ? '' : errors.email),
  };
  const problem = (name, text) => (text ? wrong[name]?.(text) ?? '' : errors.required);
  const check = () => {
    let good = true;
    for (const [name] of CONTACT) {
      st.contact[name] = $(`#c-${name}`).value.trim();
      if (problem(name, st.contact[name])) good = false;
    }
    next.disabled = !good;
  };
  form.oninput = check;
  check();
  form.addEventListener('focusout', (event) => {
    const name = event.target.id?.slice(2);
    const message = event.target.parentNode.querySelector?.('.m');
    if (message && CONTACT.some((one) => one[0] === name)) message.textContent = problem(name, event.target.value.trim());
  });
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!next.disabled) go(`${BASE}/canal`);
  };
};

routes[`${BASE}/canal`] = (v) => {
  if (!begun()) return;
  const words = w('channel');
  const radio = (channel) => `<label class="rad"><input type="radio" name="ch" value="${channel.id}" ${st.channel === channel.id ? 'checked' : ''}><span class="dot"></span><span>${channel.id}</span><small>${esc(channel.t)}</small></label>`;
  v.innerHTML = `${steps(2)}<h2>${words.title}</h2><div role="radiogroup" aria-label="${words.field}">${st.cfg.channels.map(radio).join('')}</div>
<div id="files"></div><h2>${words.applications}</h2><div class="fl"><input id="flt" placeholder=" "><label for="flt">${words.filter}</label></div><div class="apps"></div><div class="row">${back(`${BASE}/contact`)}<button class="btn next" disabled>${w('button').next}</button></div>`;
  const next = $('.next', v);
  const check = () => {
    next.disabled = !(st.channel && st.apps.size && (st.channel !== 'SFTP' || (st.ssh_key && st.certificate)));
  };
  next.onclick = () => go(`${BASE}/utilisateur`);
  const toggle = (app) => `<div class="app"><button class="sw" role="switch" aria-checked="${st.apps.has(app.id)}" aria-labelledby="a-${app.n}" data-a="${esc(app.id)}"></button><div><span id="a-${app.n}">${esc(app.t)}</span><p>${esc(app.d)}</p></div></div>`;
  const list = () => {
    const query = $('#flt').value.toLowerCase();
    const shown = st.cfg.apps.filter((app) => `${app.t} ${app.d}`.toLowerCase().includes(query));
    $('.apps').innerHTML = shown.map(toggle).join('') || `<p style="padding:10px">${words.nothing}</p>`;
  };
  $('#flt').oninput = list;
  list();
  $('.apps').onclick = (event) => {
    const button = event.target.closest('.sw');
    if (!button) return;
    const app = button.dataset.a;
    if (!st.apps.delete(app)) st.apps.add(app);
    button.setAttribute('aria-checked', st.apps.has(app));
    check();
  };
  const files = () => {
    const box = $('#files');
    box.innerHTML = '';
    if (st.channel === 'SFTP') {
      box.append(dropZone('ssh_key', words.ssh_key, '', check), dropZone('certificate', words.certificate, '.cer,.crt,.der,.pem', check));
    }
  };
  v.querySelectorAll('[name=ch]').forEach((input) => {
    input.onchange = () => {
      st.channel = input.value;
      setTimeout(() => {
        files();
        check();
      }, 150);
    };
  });
  files();
  check();
};

// A zone to drop a file on; it is sent at once.
function dropZone(kind, title, accepted, check) {
  const words = w('channel');
  const whole = document.createElement('div');
  whole.innerHTML = `<p class="ic">${title}</p><div class="dz" tabindex="0"><span>${words.drop} <u>${words.browse}</u></span><input type="file" accept="${accepted}" hidden></div>`;
  const zone = $('.dz', whole);
  const input = $('input', whole);
  const said = $('span', whole);
  const show = () => {
    if (!st[kind]) return;
    said.className = 'done ok';
    said.textContent = `${st[kind].name} (${st[kind].size} ${words.bytes})`;
  };
  const fail = (text) => {
    said.className = 'm';
    said.textContent = text;
  };
  const send = (file) => {
    st[kind] = null;
    check();
    said.className = '';
    said.innerHTML = `<progress max="100" value="0"></progress> ${words.sending}`;
    const data = new FormData();
    data.append('kind', kind);
    data.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', address('upload'));
    request.upload.onprogress = (event) => {
      const bar = $('progress', said);
      if (bar) bar.value = (event.loaded / event.total) * 90;
    };
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // Not the back office's answer.
      }
      if (request.status === 200 && answer.name) {
        st[kind] = answer;
        show();
      } else {
        fail(answer.message || w('site').error);
        input.value = '';
      }
      check();
    };
    request.onerror = () => fail(w('site').network);
    request.send(data);
  };
  show();
  zone.onclick = () => input.click();
  input.onclick = (event) => event.stopPropagation();
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.classList.add('over');
  };
  zone.ondragleave = () => zone.classList.remove('over');
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
  };
  input.onchange = () => { if (input.files[0]) send(input.files[0]); };
  return whole;
}

routes[`${BASE}/utilisateur`] = (v) => {
  if (!begun()) return;
  const words = w('username');
  v.innerHTML = `${steps(3)}<h2>${words.title}</h2><ul><li>${words.rule_1}</li><li>${words.rule_2}</li><li>${words.rule_3}</li></ul><form novalidate>${field('un', words.field, 'text', st.username)}<div class="row">${back(`${BASE}/canal`, 'type="button"')}<button class="btn next" disabled>${w('button').next}</button></div></form>`;
  const form = $('form', v);
  const next = $('.next', form);
  const input = $('#un');
  const message = $('.m', form);
  const check = () => {
    next.disabled = !/^[a-z0-9]{8,20}$/.test(input.value);
    if (!next.disabled) message.textContent = '';
  };
  form.oninput = check;
  check();
  input.onblur = () => { if (input.value && next.disabled) message.textContent = words.short; };
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (next.disabled) return;
    try {
      await api('username', { username: input.value });
      st.username = input.value;
      go(`${BASE}/controle`);
    } catch (error) {
      if (!error.shown) message.textContent = error.message;
    }
  };
};

const pairs = (rows) => `<dl>${rows.map(([caption, value]) => `<dt>${caption}</dt><dd>${value}</dd>`).join('')}</dl>`;

routes[`${BASE}/controle`] = (v) => {
  if (!begun()) return;
  const words = w('review');
  const channel = w('channel');
  const titles = st.cfg.apps.filter((app) => st.apps.has(app.id)).map((app) => esc(app.t));
  const files = st.channel === 'SFTP' ? [[words.ssh_key, esc(st.ssh_key.name)], [words.certificate, esc(st.certificate.name)]] : [];
  v.innerHTML = `${steps(4)}<h2>${words.title}</h2><div id="er"></div>${pairs([
    [words.company, `${esc(st.me.company)} (${esc(st.me.number)})`],
    ...CONTACT.map(([name]) => [w('contact')[name], esc(st.contact[name])]),
    [channel.field, st.channel],
    ...files,
    [channel.applications, titles.join('<br>')],
    [w('username').field, esc(st.username)],
  ])}<div class="row">${back(`${BASE}/utilisateur`)}<button class="btn ok" id="cf">${w('button').confirm}</button></div>`;
  const button = $('#cf');
  button.onclick = async () => {
    button.disabled = true;
    try {
      st.done = await api('confirm', { contact: st.contact, channel: st.channel, apps: [...st.apps], username: st.username });
      go(`${BASE}/termine`, true);
    } catch (error) {
      button.disabled = false;
      complain(error, $('#er'));
    }
  };
};

routes[`${BASE}/termine`] = (v) => {
  if (!st.done) return go('/messages', true);
  const words = w('created');
  const number = st.done.sender ? [[words.sender_number, st.done.sender]] : [];
  v.innerHTML = `<h2 class="ok">${words.title}</h2>${pairs([
    [words.reference, st.done.file],
    [words.date, st.done.date],
    [words.number, st.done.number],
    [w('username').field, esc(st.done.username)],
    ...number,
    [words.help, '02 509 59 59'],
  ])}<p>${words.text}</p>`;
};
