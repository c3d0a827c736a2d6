// The pages around the wizard.
'use strict';

const speak = (language) => () => {
  lang = language;
  localStorage.setItem('lang', language);
  return go('/', true);
};
routes['/fr'] = speak('fr');
routes['/nl'] = speak('nl');
routes['/de'] = (v) => {
  v.innerHTML = `<p>${w('site').no_language}</p><a data-go="/" href="/">${w('site').back}</a>`;
};
routes['*'] = (v) => { v.innerHTML = `<h1>${w('site').missing}</h1>`; };
routes['/autre'] = (v) => {
  const site = w('site');
  v.innerHTML = `<h1>${site.elsewhere_title}</h1><p>${site.elsewhere}</p><a data-go="/" href="/">${site.back}</a>`;
};
routes['/int'] = (v) => {
  v.innerHTML = `<h1>${w('site').international_title}</h1><p>${w('site').international}</p>`;
};
routes['/'] = (v) => {
  const home = w('home');
  const card = (path, title, text) => `<div class="card" role="link" tabindex="0" data-go="${path}"><b>${title}</b><small>${text}</small></div>`;
  v.innerHTML = `<h1>${home.title}</h1><div class="grid">${card('/autre', home.citizen, home.citizen_text)}${card('/autre', home.enterprise, home.enterprise_text)}${card('/professionnels', home.professional, home.professional_text)}</div>`;
};
routes['/professionnels'] = (v) => {
  v.innerHTML = `<h1>${w('home').professional}</h1><p>${w('audience').text}</p><button class="btn lock" data-go="/connexion">${w('button').log_in}</button>`;
};

routes['/connexion'] = (v) => {
  const words = w('user_type');
  const means = w('means');
  const groups = [words.citizen, words.enterprise, words.professional, words.health];
  v.innerHTML = `<h2>${words.question}</h2>${groups.map((text, i) => `<div class="card g" role="button" tabindex="0" data-i="${i}"><b>${text}</b></div>`).join('')}<div id="means"></div>`;
  v.querySelectorAll('.g').forEach((card) => {
    card.onclick = async () => {
      const below = $('#means');
      if (card.dataset.i !== '2') {
        below.innerHTML = `<div class="note">${words.elsewhere}</div>`;
        return;
      }
      spin(true);
      await wait(500);
      spin(false);
      below.innerHTML = `<h2>${means.title}</h2><div class="card"><b>${means.eid}</b></div><div class="card"><b>${means.mobile}</b></div><div class="card" role="button" tabindex="0" data-go="/connexion/codes"><b>${means.codes}</b><small>${means.codes_text}</small></div>`;
      below.scrollIntoView({ behavior: 'smooth' });
    };
  });
};

routes['/connexion/codes'] = (v) => {
  const words = w('log_in');
  v.innerHTML = `<h2>${words.title}</h2><div id="er"></div><form novalidate>${field('u1', words.username)}${field('p1', words.password, 'password')}<button class="btn ok" disabled>${w('button').log_in}</button></form>`;
  const form = $('form', v);
  const button = $('button', form);
  form.oninput = () => { button.disabled = !($('#u1').value && $('#p1').value); };
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await api('login', { username: $('#u1').value, password: $('#p1').value });
      await me();
      go('/entreprises');
    } catch (error) {
      complain(error, $('#er'));
      if ($('#p1')) $('#p1').value = '';
    }
  };
};

// A combobox that asks the back office while one types, and the roles of the company chosen below it.
routes['/entreprises'] = (v) => {
  const words = w('companies');
  v.innerHTML = `<h2>${words.title}</h2><div class="cb fl"><input id="ent" role="combobox" aria-expanded="false" aria-controls="lst" aria-autocomplete="list" placeholder=" " autocomplete="off"><label for="ent">${words.field}</label><ul id="lst" role="listbox" hidden></ul></div><div id="roles"></div>`;
  const input = $('#ent');
  const list = $('#lst');
  let timer;
  let asked = 0;
  let items = [];
  let active = -1;
  const option = (company) => `<li role="option" id="o${company.id}" data-id="${company.id}"><span>${esc(company.number)}</span>${esc(company.name)}</li>`;
  const load = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const found = await api(`companies?q=${encodeURIComponent(input.value)}`, undefined, true);
      if (turn !== asked) return;
      items = found;
      active = -1;
      list.innerHTML = found.length ? found.map(option).join('') : `<li aria-disabled="true">${words.nothing}</li>`;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    }, 200);
  };
  input.onfocus = load;
  input.oninput = load;
  input.onblur = () => setTimeout(() => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }, 150);
  input.onkeydown = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      active = Math.max(0, Math.min(items.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)));
      [...list.children].forEach((item, i) => item.classList.toggle('act', i === active));
      input.setAttribute('aria-activedescendant', list.children[active]?.id || '');
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      pick(items[active].id);
    }
  };
  list.onmousedown = (event) => {
    const chosen = event.target.closest('[data-id]');
    if (chosen) {
      event.preventDefault();
      pick(+chosen.dataset.id);
    }
  };
  async function pick(id) {
    input.value = items.find((company) => company.id === id).name;
    list.hidden = true;
    input.blur();
    asked++;
    clearTimeout(timer);
    const company = await api('select', { id });
    await me();
    showRoles(company);
  }
};

function showRoles(company) {
  const words = w('roles');
  const box = $('#roles');
  box.innerHTML = `<h2>${words.title}</h2><p>${esc(company.name)} – ${esc(company.number)}</p>${company.roles.map((role) => `<div class="card role" role="button" tabindex="0" data-i="${role.i}"><b class="ic">${esc(role.label)}</b><small>${role.manages ? words.manager_text : words.user_text}</small></div>`).join('')}`;
  box.querySelectorAll('.role').forEach((card) => {
    card.onclick = async () => {
      await api('role', { i: +card.dataset.i });
      await me();
      go('/accueil');
    };
  });
}

routes['/accueil'] = (v) => {
  const words = w('secured');
  v.innerHTML = `<h1>${words.welcome}</h1><p>${esc(st.me.role)} – ${esc(st.me.company)} (${esc(st.me.number)})</p><p>${words.choose}</p><p><a data-go="/entreprises" href="/entreprises">${words.other_company}</a></p>`;
};
routes['/messages'] = (v) => { v.innerHTML = `<h1>${w('messages').title}</h1><p>${w('messages').text}</p>`; };
routes['/acces'] = (v) => { v.innerHTML = `<h1>${w('site').access}</h1><p>${w('access').text}</p>`; };
routes['/acces/information'] = async (v) => {
  const words = w('information');
  const found = await api('information');
  v.innerHTML = `<h1>${words.title}</h1>${found.exists
    ? `<dl><dt>${w('created').number}</dt><dd>${esc(st.me.number)}</dd><dt>${words.username}</dt><dd>${esc(found.username)}</dd><dt>${words.sender_number}</dt><dd>${esc(found.sender)}</dd><dt>${words.channel}</dt><dd>${esc(found.channel)}</dd></dl>`
    : `<div class="note">${words.none}</div>`}`;
};
