// the screen flow "Enregistrer les données de configuration"
import {h, t, lang, link, button, navigate, apex, toast, modal, icon, shadow, spinner, notice, dl, uid} from './core.js';
import {input, combobox, radioGroup, dualListbox, fileUpload, lookup} from './fields.js';

const SALUTATION = () => [{value: '', label: t('noneOption')}, {value: 'mr', label: t('mr')}, {value: 'mrs', label: t('mrs')}];
const SPOKEN = () => ['fr', 'nl', 'de'].map((code) => ({value: code, label: t(`lang${code}`)}));

export function register(q) {
  const stage = h('div', {class: 'flow-runtime'}, spinner());
  const host = shadow('c-batch-registration', h('article', {class: 'slds-card'}, h('div', {class: 'slds-card__header'}, h('h2', {class: 'slds-card__header-title'}, t('regTitle'))), stage));
  if (!q.manager) { stage.replaceChildren(notice('error', t('errNotManager'))); return host; }
  let fixed = {};
  apex('BatchFlow.start', {qualityId: q.id}).then((answer) => {
    if (answer.quality.technicalUser) return exists(answer.quality.technicalUser);
    fixed = answer;
    show(answer);
  }).catch((e) => stage.replaceChildren(notice('error', e.message)));

  function exists(user) {
    stage.replaceChildren(notice('warning', h('p', {}, t('exists')), h('p', {}, `${t('techName')} : `, h('strong', {}, user.username)), h('p', {}, `${t('sender')} : `, h('strong', {}, user.sender_number)),
      link(`/${lang}/access/exchange/information`, {}, t('seeInfo'))));
  }

  function path(flow) {
    const now = flow.screens.indexOf(flow.screen);
    return h('div', {class: 'slds-path'}, h('ul', {class: 'slds-path__nav', role: 'listbox', 'aria-orientation': 'horizontal'}, flow.screens.map((screen, place) => {
      const state = place < now ? 'complete' : place === now ? 'current' : 'incomplete';
      return h('li', {class: `slds-path__item slds-is-${state}`, role: 'presentation'}, h('a', {class: 'slds-path__link', role: 'option', tabindex: place === now ? '0' : '-1', 'aria-selected': String(place === now), href: 'javascript:void(0)'},
        h('span', {class: 'slds-path__stage'}, state === 'complete' ? icon('check') : null, state === 'incomplete' ? null : h('span', {class: 'slds-assistive-text'}, t(state === 'complete' ? 'stageDone' : 'stageNow'))), h('span', {class: 'slds-path__title'}, t(`s_${screen}`))));
    })));
  }

  const screens = {
    intro: () => ({fields: {}, nodes: [h('p', {}, t('introText')), h('p', {}, t('introNeed')), h('ul', {class: 'slds-list_dotted'}, ['introNeed1', 'introNeed2', 'introNeed3'].map((k) => h('li', {}, t(k))))]}),
    contact: ({state}) => {
      const c = state.contact;
      const fields = {
        salutation: combobox(t('salutation'), {name: 'salutation', options: SALUTATION(), value: c.salutation || ''}),
        firstName: input(t('firstName'), {name: 'firstName', required: true, value: c.firstName, maxlength: 40}),
        lastName: input(t('lastName'), {name: 'lastName', required: true, value: c.lastName, maxlength: 80}),
        jobTitle: input(t('jobTitle'), {name: 'Title', required: true, value: c.jobTitle, maxlength: 80}),
        phone: input(t('phone'), {name: 'Phone', type: 'tel', required: true, value: c.phone}),
        email: input(t('email'), {name: 'Email', type: 'email', required: true, value: c.email}),
        language: combobox(t('language'), {name: 'language', options: SPOKEN(), value: c.language || lang, required: true}),
      };
      const known = lookup(t('lookup'), {placeholder: t('lookupPh'), help: t('lookupHelp'),
        search: async (term) => (await apex('AccessController.lookupContacts', {qualityId: q.id, search: term})).map((p) => ({...p, label: `${p.firstName} ${p.lastName}`, meta: p.email})),
        onpick: (p) => { for (const key of ['firstName', 'lastName', 'email']) fields[key].set(p[key]); }});
      return {fields, nodes: [h('p', {}, t('contactText')), known.node, h('div', {class: 'slds-grid slds-wrap two'}, Object.values(fields).map((f) => f.node))]};
    },
    channel: (flow) => {
      const {state} = flow, id = flow.interview;
      const files = h('div', {class: 'sftp'}), note = h('p', {class: 'hint', 'aria-live': 'polite'});
      const remove = (field) => () => { delete state[field]; return apex('BatchFlow.removeFile', {interview: id, field}); };
      const keep = (field) => (file) => { state[field] = file; };
      const fields = {};
      const choose = (channel) => {
        note.textContent = channel && channel !== 'SFTP' ? t('channelOld') : '';
        delete fields.sshKey; delete fields.certificate;
        files.replaceChildren();
        if (channel !== 'SFTP') return;
        fields.sshKey = fileUpload(t('sshKey'), {field: 'sshKey', accept: '.pub,.txt,.pem,.asc', interview: id, required: true, help: t('sshHelp'), value: state.sshKey, onload: keep('sshKey'), onremove: remove('sshKey')});
        fields.certificate = fileUpload(t('certificate'), {field: 'certificate', accept: '.cer', interview: id, required: true, help: t('certHelp'), value: state.certificate, onload: keep('certificate'), onremove: remove('certificate')});
        files.append(fields.sshKey.node, fields.certificate.node);
      };
      fields.channel = radioGroup(t('channel'), {name: 'channel', required: true, value: state.channel, options: fixed.channels.map((c) => ({value: c, label: t(`ch${c}`)})), onchange: choose});
      fields.applications = dualListbox(t('applications'), {options: fixed.applications, value: state.applications, required: true, help: t('appsHelp')});
      choose(state.channel);
      return {fields, nodes: [h('p', {}, t('channelText')), fields.channel.node, h('p', {class: 'hint'}, t('channelHelp')), note, files, fields.applications.node]};
    },
    username: ({state}) => {
      const fields = {username: input(t('techName'), {name: 'username', required: true, value: state.username, maxlength: 40})};
      return {fields, nodes: [h('p', {}, t('usernameText')), h('ul', {class: 'slds-list_dotted'}, ['rule1', 'rule2', 'rule3'].map((k) => h('li', {}, t(k)))), fields.username.node]};
    },
    review: ({state}) => {
      const c = state.contact, names = state.applications.map((v) => fixed.applications.find((a) => a.value === v).label);
      const part = (title, pairs) => h('div', {class: 'slds-section slds-is-open'}, h('h3', {class: 'slds-section__title'}, h('span', {}, title)), dl(pairs));
      return {fields: {}, nodes: [h('p', {}, t('reviewText')), part(t('quality'), [[t('company'), q.company.name], [t('colNumber'), q.company.number], [t('quality'), q.name]]),
        part(t('s_contact'), [[t('firstName'), c.firstName], [t('lastName'), c.lastName], [t('jobTitle'), c.jobTitle], [t('phone'), c.phone], [t('email'), c.email], [t('language'), t(`lang${c.language || lang}`)]]),
        part(t('s_channel'), [[t('channel'), state.channel], ...(state.channel === 'SFTP' ? [[t('sshKey'), state.sshKey.name], [t('certificate'), state.certificate.name]] : []), [t('applications'), names]]),
        part(t('s_username'), [[t('techName'), state.username]])]};
    },
  };

  function show(flow, errors = {}) {
    const {fields, nodes} = screens[flow.screen](flow);
    const trouble = h('div', {class: 'error-holder'}), cover = h('div', {});
    const values = () => Object.fromEntries(Object.entries(fields).map(([k, f]) => [k, f.value()]));
    const tell = (found) => {
      for (const [key, field] of Object.entries(fields)) field.error(found[key] || null);
      const bad = Object.keys(found);
      trouble.replaceChildren(...(bad.length ? [popover(bad.map((key) => fields[key]).filter(Boolean))] : []));
    };
    const wait = (on) => cover.replaceChildren(...(on ? [spinner()] : []));
    async function go(action) {
      wait(true);
      try {
        const answer = await apex('BatchFlow.navigate', {interview: flow.interview, screen: flow.screen, action, values: values()});
        if (Object.keys(answer.errors).length && answer.screen === flow.screen) tell(answer.errors);
        else show(answer);
      } catch (e) { toast('error', e.message); }
      wait(false);
    }
    function confirm() {
      const yes = h('button', {type: 'button', class: 'slds-button slds-button_brand', onclick: async () => {
        yes.disabled = true;
        try {
          const answer = await apex('BatchFlow.finish', {interview: flow.interview});
          if (answer.finished) created(answer.quality); else show(answer, answer.errors);
        } catch (e) { toast('error', e.message); }
        box.close();
      }}, t('confirm'));
      const box = modal(t('modalTitle'), h('p', {}, t('modalText', flow.state.username)), [button(t('cancel'), {onclick: () => box.close()}), h('lightning-button', {}, yes)]);
    }
    stage.replaceChildren(path(flow), h('div', {class: 'flow-body slds-is-relative'}, h('h3', {class: 'slds-text-heading_medium'}, t(`s_${flow.screen}`)), nodes, cover),
      h('flowruntime-navigation-bar', {class: 'slds-card__footer flow-footer'}, trouble,
        flow.screen === 'intro' ? null : button(t('back'), {onclick: () => go('BACK')}), flow.screen === 'review' ? button(t('confirm'), {onclick: confirm}, 'brand') : button(t('next'), {onclick: () => go('NEXT')}, 'brand')));
    if (Object.keys(errors).length) tell(errors);
  }

  function popover(bad) {
    const head = uid('error-heading');
    const box = h('section', {class: 'slds-popover slds-popover_error slds-nubbin_bottom-right', role: 'dialog', 'aria-labelledby': head},
      h('button', {type: 'button', class: 'slds-button slds-button_icon slds-popover__close', title: t('close'), onclick: () => box.classList.add('slds-hide')}, icon('close')),
      h('header', {class: 'slds-popover__header'}, h('h2', {id: head}, t('snag'))),
      h('div', {class: 'slds-popover__body'}, h('strong', {}, t('snagText')), h('ul', {class: 'errorsList'}, bad.map((f) => h('li', {}, f.label)))));
    return h('div', {class: 'slds-is-relative'}, box, h('button', {type: 'button', class: 'slds-button slds-button_icon error-icon', title: t('snagButton'), onclick: () => box.classList.toggle('slds-hide')}, icon('error')));
  }

  function created(quality) {
    const user = quality.technicalUser;
    toast('success', t('toastDone', user.username));
    stage.replaceChildren(h('div', {class: 'flow-body'}, h('h3', {class: 'slds-text-heading_medium'}, icon('check'), ' ', t('createdTitle')), h('p', {}, t('createdText')),
      dl([[t('sender'), user.sender_number], [t('techName'), user.username], [t('channel'), user.channel], [t('applications'), user.applications]]), h('p', {}, t('createdLater')),
      link(`/${lang}/access/exchange/information`, {}, t('seeInfo'))));
  }
  return host;
}
