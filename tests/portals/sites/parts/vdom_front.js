(()=>{'use strict';
/* --- tiny view library: components, hooks, keyed diff, portals --- */
let cur=null,hi=0,fxq=[],dirty=false,rootV=null,ids=0;
const norm=a=>a.flat(9).map(x=>x!=null&&typeof x==='object'?x:{t:x==null||x===false||x===true?'':String(x)});
const h=(type,props,...kids)=>({type,props:props||{},key:props?.key,kids:norm(kids)});
const NS=new Set(['svg','path']);
const dom=v=>v.r?dom(v.r):v.d;
function run(v){const pc=cur,ph=hi;cur=v.i;hi=0;const r=v.type({...v.props,children:v.kids});cur=pc;hi=ph;return norm([r])[0]}
function props(d,o,n){
  for(const k in o)if(!(k in n))prop(d,k,null);
  for(const k in n)if(n[k]!==o[k]||k==='value'||k==='checked')prop(d,k,n[k]);
}
function prop(d,k,v){
  if(k==='key'||k==='children')return;
  if(k==='ref'){if(v)v.current=d;return}
  if(k.startsWith('on')){d[k]=v||null;return}
  if(k==='value'&&d.tagName==='INPUT'){if(d.value!==(v??''))d.value=v??'';return}
  if(k==='checked'){d.checked=!!v;return}
  if(v==null||(v===false&&!k.startsWith('aria-')))d.removeAttribute(k);else d.setAttribute(k,v===true&&!k.startsWith('aria-')?'':v);
}
function mk(v){
  if('t'in v)return v.d=document.createTextNode(v.t);
  if(typeof v.type==='function'){v.i={h:[]};v.r=run(v);return mk(v.r)}
  const d=v.d=NS.has(v.type)?document.createElementNS('http://www.w3.org/2000/svg',v.type):document.createElement(v.type);
  props(d,{},v.props);v.kids.forEach(k=>d.append(mk(k)));return d;
}
function drop(v){
  if(v.i){v.i.h.forEach(x=>x&&x.off&&x.off());drop(v.r)}else if(v.kids)v.kids.forEach(drop);
}
function patch(o,n){
  if('t'in o&&'t'in n){n.d=o.d;if(o.t!==n.t)n.d.data=n.t;return n.d}
  if(o.type!==n.type||o.key!==n.key||'t'in o||'t'in n){const old=dom(o),d=mk(n);old.replaceWith(d);drop(o);return d}
  if(o.i){n.i=o.i;n.r=run(n);return patch(o.r,n.r)}
  n.d=o.d;props(n.d,o.props,n.props);
  const keyed=new Map(),un=[];o.kids.forEach(k=>k.key!=null?keyed.set(k.key,k):un.push(k));let u=0;
  const pairs=n.kids.map(k=>[k,k.key!=null?keyed.get(k.key):un[u++]]),used=new Set(pairs.map(p=>p[1]));
  o.kids.forEach(k=>{if(!used.has(k)){dom(k).remove();drop(k)}});
  pairs.forEach(([k,old],i)=>{const d=old?patch(old,k):mk(k);if(n.d.childNodes[i]!==d)n.d.insertBefore(d,n.d.childNodes[i]||null)});
  return n.d;
}
function flush(){
  dirty=false;const n=h(App);
  if(rootV)patch(rootV,n);else{const d=mk(n);$('root').replaceChildren(d)}
  rootV=n;while(fxq.length)fxq.shift()();
}
const draw=()=>{if(!dirty){dirty=true;queueMicrotask(flush)}};
const useState=init=>{const c=cur,i=hi++;if(!(i in c.h))c.h[i]={v:typeof init==='function'?init():init};return[c.h[i].v,v=>{c.h[i].v=typeof v==='function'?v(c.h[i].v):v;draw()}]};
const useRef=v=>useState(()=>({current:v}))[0];
const useId=()=>useState(()=>':r'+(ids++).toString(32)+':')[0];
const useEffect=(fn,deps)=>{const c=cur,i=hi++,o=c.h[i];if(!o||!deps||deps.some((d,j)=>d!==o.deps[j])){const e=c.h[i]={deps,off:o?.off};fxq.push(()=>{e.off?.();e.off=fn()})}};
function Portal({children}){
  const r=useRef(null);
  useEffect(()=>()=>{drop(r.current.v);r.current.el.remove()},[]);
  if(!r.current){r.current={el:document.createElement('div')};r.current.el.setAttribute('data-portal','');$('portal-root').append(r.current.el);r.current.el.append(mk(children[0]))}else patch(r.current.v,children[0]);
  r.current.v=children[0];return null;
}
const $=id=>document.getElementById(id);
/* --- store, i18n, router, api --- */
const S={path:location.pathname,lang:'fr',msg:{},ses:null,ready:false,toasts:[],expired:false,wiz:null,idp:null};
const set=p=>{Object.assign(S,p);draw()};
const t=(k,v={})=>(S.msg[k]??k).replace(/\{(\w)\}/g,(_,x)=>v[x]);
const cfg=JSON.parse($('__APP_CONFIG__').textContent);
async function locale(l){if(S.loaded!==l){S.msg=await(await fetch('/assets/locales/'+l+'.json?v='+cfg.v)).json();S.loaded=l}S.lang=l;document.documentElement.lang=l}
async function go(path,replace){
  if(path!==location.pathname)history[replace?'replaceState':'pushState']({},'',path);
  await route();scrollTo(0,0);
}
async function route(){
  const l=location.pathname.split('/')[1];if((l==='fr'||l==='nl')&&l!==S.loaded)await locale(l);
  if(!/\/configuration(\/|$)/.test(location.pathname))S.wiz=null;
  set({path:location.pathname});
}
const to=p=>'/'+S.lang+'/secure/'+p;
async function api(method,url,body){
  const headers={Accept:'application/json'},csrf=S.idp?.csrf||S.ses?.csrf;
  if(method!=='GET'&&csrf)headers['X-CSRF-Token']=csrf;
  if(body&&!(body instanceof FormData)){headers['Content-Type']='application/json';body=JSON.stringify(body)}
  let r,j={};
  try{r=await fetch(url,{method,headers,body,credentials:'same-origin'});j=await r.json()}catch(e){toast(t('err.generic'),'bad');throw{status:0}}
  if(r.ok)return j;
  if(r.status===401&&j.code==='session')set({expired:true});
  else if(![401,409,410,422,423].includes(r.status))toast(t('err.generic'),'bad');
  throw{status:r.status,...j};
}
function toast(text,kind='ok'){const id=++ids;set({toasts:[...S.toasts,{id,text,kind}]});setTimeout(()=>set({toasts:S.toasts.filter(x=>x.id!==id)}),5000)}
function useQuery(url){
  const[q,setQ]=useState({});
  useEffect(()=>{let live=true;if(url)api('GET',url).then(data=>live&&setQ({url,data}),error=>live&&setQ({url,error}));return()=>{live=false}},[url]);
  return q.url===url?q:{loading:true};
}
/* --- design system --- */
const cx=(...a)=>a.filter(Boolean).join(' ');
const PATHS={down:'M6 9l6 6 6-6',right:'M9 6l6 6-6 6',check:'M5 13l4 4L19 7',x:'M6 6l12 12M18 6L6 18',bars:'M4 6h16M4 12h16M4 18h16',info:'M12 8h.01M11 12h1v4h1M12 3a9 9 0 100 18 9 9 0 000-18z',file:'M7 3h7l5 5v13H7zM14 3v5h5'};
const Icon=({name,size=5,cls})=>h('svg',{class:cx('w-'+size,'h-'+size,'shrink-0',cls),viewBox:'0 0 24 24',fill:'none',stroke:'currentColor','stroke-width':2,'aria-hidden':'true'},h('path',{d:PATHS[name]}));
const BTN='inline-flex items-center justify-center gap-2 px-4 py-2 rounded-md text-sm font-semibold focus:ring disabled:opacity-50';
const Button=({variant='primary',busy,children,...p})=>h('button',{type:'button',...p,class:cx(BTN,variant==='primary'?'bg-teal-700 text-white hover:bg-teal-800':variant==='danger'?'bg-rose-700 text-white':'bg-white border border-slate-300 text-slate-700 hover:bg-slate-100'),disabled:p.disabled||busy,'aria-busy':busy?'true':null},busy?h('span',{class:'w-4 h-4 rounded-full border-2 border-white animate-spin','aria-hidden':'true'}):null,children);
const Link=({href,children,onclick,...p})=>h('a',{href,...p,onclick:e=>{if(e.metaKey||e.ctrlKey||e.shiftKey)return;e.preventDefault();onclick?.();go(href)}},children);
const Skeleton=({rows=3})=>h('div',{role:'status',class:'animate-pulse flex flex-col gap-3 py-4'},h('span',{class:'sr-only'},t('loading')),Array.from({length:rows},(_,i)=>h('div',{class:cx('h-4 rounded bg-slate-200',i%3===2?'w-1/2':'w-full')})));
const Alert=({kind='info',children,...p})=>h('div',{role:kind==='bad'?'alert':'note',class:cx('flex gap-3 p-4 mb-4 rounded-md text-sm border',kind==='bad'?'bg-rose-50 text-rose-800 border-rose-300':kind==='ok'?'bg-emerald-50 text-emerald-800 border-emerald-300':'bg-sky-50 text-sky-800 border-sky-300'),...p},h(Icon,{name:kind==='ok'?'check':'info'}),h('div',null,children));
function H1({children}){const r=useRef();useEffect(()=>{document.title=r.current.textContent+' - '+t('site');r.current.focus({preventScroll:true})},[S.path]);return h('h1',{ref:r,tabindex:-1,class:'text-2xl font-semibold text-slate-800 mb-4 outline-none'},children)}
const ErrMsg=({id,code})=>code?h('p',{id,class:'mt-1 text-sm text-rose-700'},t('err.'+code)):null;
function TextField({label,name,value,onValue,error,hint,optional,type='text',after,...p}){
  const id=useId();
  return h('div',{class:'mb-4'},
    h('label',{for:id,class:'block mb-1 text-sm font-medium text-slate-700'},label,optional?h('span',{class:'text-slate-500'},' '+t('w.opt')):h('span',{class:'text-rose-700','aria-hidden':'true'},' *')),
    h('div',{class:'relative flex gap-2'},h('input',{id,name,type,value,...p,'aria-required':optional?null:'true','aria-invalid':error?'true':null,'aria-describedby':cx(hint&&id+'h',error&&id+'e')||null,class:cx('w-full px-3 py-2 rounded-md border text-sm focus:ring',error?'border-rose-500':'border-slate-300'),oninput:e=>onValue(e.target.value)}),after),
    hint?h('p',{id:id+'h',class:'mt-1 text-xs text-slate-500'},hint):null,h(ErrMsg,{id:id+'e',code:error}));
}
const useOutside=(ref,open,close)=>useEffect(()=>{if(!open)return;const f=e=>{if(!ref.current.contains(e.target))close()};document.addEventListener('mousedown',f);return()=>document.removeEventListener('mousedown',f)},[open]);
const step=(n,i,d)=>(i+d+n)%n;
function Menu({label,items,cls}){
  const[open,setOpen]=useState(false),ref=useRef(),id=useId();useOutside(ref,open,()=>setOpen(false));
  useEffect(()=>{if(open)ref.current.querySelector('[role=menuitem]').focus()},[open]);
  const key=e=>{const l=[...ref.current.querySelectorAll('[role=menuitem]')],i=l.indexOf(document.activeElement);if(e.key==='Escape'){setOpen(false);$(id).focus()}if(e.key==='ArrowDown'||e.key==='ArrowUp'){e.preventDefault();l.length?l[step(l.length,i,e.key==='ArrowDown'?1:-1)].focus():setOpen(true)}};
  return h('div',{ref,class:'relative',onkeydown:key},
    h('button',{id,type:'button','aria-haspopup':'menu','aria-expanded':String(open),class:cx('inline-flex items-center gap-1 px-3 py-2 rounded-md text-sm font-medium',cls),onclick:()=>setOpen(!open)},label,h(Icon,{name:'down',size:4})),
    open?h('div',{role:'menu','aria-labelledby':id,class:'absolute right-0 mt-1 w-64 py-1 bg-white text-slate-700 rounded-md shadow-lg border border-slate-200 z-40'},items.map(x=>h('button',{type:'button',role:'menuitem',tabindex:-1,key:x.label,lang:x.lang,class:'block w-full text-left px-4 py-2 text-sm hover:bg-slate-100',onclick:()=>{setOpen(false);x.act()}},x.label))):null);
}
function Listbox({label,value,options,onValue}){
  const[open,setOpen]=useState(false),[act,setAct]=useState(0),ref=useRef(),id=useId();useOutside(ref,open,()=>setOpen(false));
  const pick=o=>{onValue(o.value);setOpen(false);$(id+'b').focus()};
  const key=e=>{if(e.key==='Escape')setOpen(false);if(e.key==='ArrowDown'||e.key==='ArrowUp'){e.preventDefault();open?setAct(step(options.length,act,e.key==='ArrowDown'?1:-1)):setOpen(true)}if(open&&(e.key==='Enter'||e.key===' ')){e.preventDefault();pick(options[act])}};
  return h('div',{ref,class:'relative mb-4',onkeydown:key},h('span',{id:id+'l',class:'block mb-1 text-sm font-medium text-slate-700'},label),
    h('button',{id:id+'b',type:'button','aria-haspopup':'listbox','aria-expanded':String(open),'aria-labelledby':id+'l '+id+'b',class:'flex w-full justify-between items-center px-3 py-2 bg-white rounded-md border border-slate-300 text-sm text-left focus:ring',onclick:()=>setOpen(!open)},options.find(o=>o.value===value)?.label,h(Icon,{name:'down',size:4})),
    open?h('ul',{role:'listbox','aria-labelledby':id+'l',class:'absolute w-full mt-1 py-1 bg-white rounded-md shadow-lg border border-slate-200 z-30'},options.map((o,i)=>h('li',{role:'option',key:o.value,'aria-selected':String(o.value===value),class:cx('px-3 py-2 text-sm cursor-pointer',i===act&&'bg-teal-50'),onmousemove:()=>act!==i&&setAct(i),onclick:()=>pick(o)},o.label))):null);
}
function Combobox({label,hint,options,value,onValue}){
  const[open,setOpen]=useState(false),[q,setQ]=useState(null),[act,setAct]=useState(0),ref=useRef(),id=useId();useOutside(ref,open,()=>{setOpen(false);setQ(null)});
  const fold=s=>s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f.\s]/g,''),sel=options.find(o=>o.number===value);
  const list=q?options.filter(o=>fold(o.name+o.number).includes(fold(q))):options,text=o=>o?o.name+' – '+o.number:'';
  const pick=o=>{onValue(o.number);setOpen(false);setQ(null)};
  const key=e=>{if(e.key==='Escape'){setOpen(false);setQ(null)}if(e.key==='ArrowDown'||e.key==='ArrowUp'){e.preventDefault();open&&list.length?setAct(step(list.length,act,e.key==='ArrowDown'?1:-1)):setOpen(true)}if(e.key==='Enter'&&open&&list[act]){e.preventDefault();pick(list[act])}};
  return h('div',{ref,class:'relative mb-6'},h('label',{for:id,class:'block mb-1 text-sm font-medium text-slate-700'},label),
    h('div',{class:'relative'},h('input',{id,type:'text',role:'combobox',autocomplete:'off','aria-autocomplete':'list','aria-expanded':String(open),'aria-controls':open?id+'o':null,'aria-activedescendant':open&&list[act]?id+act:null,'aria-describedby':id+'h',class:'w-full pl-3 pr-10 py-2 rounded-md border border-slate-300 text-sm focus:ring',value:q??text(sel),onclick:()=>setOpen(true),oninput:e=>{setQ(e.target.value);setAct(0);setOpen(true)},onkeydown:key}),
      h('button',{type:'button',tabindex:-1,'aria-label':t('ch.open'),'aria-haspopup':'listbox',class:'absolute inset-y-0 right-0 px-2 text-slate-500',onclick:()=>{setQ(null);setOpen(!open)}},h(Icon,{name:'down'}))),
    h('p',{id:id+'h',class:'mt-1 text-xs text-slate-500'},hint),
    open?h('ul',{id:id+'o',role:'listbox',class:'absolute top-16 w-full max-h-60 overflow-auto py-1 bg-white rounded-md shadow-lg border border-slate-200 z-30'},list.length?list.map((o,i)=>h('li',{id:id+i,key:o.number,role:'option','aria-selected':String(o.number===value),class:cx('flex justify-between gap-4 px-3 py-2 text-sm cursor-pointer',i===act&&'bg-teal-50'),onmousemove:()=>act!==i&&setAct(i),onclick:()=>pick(o)},h('span',{class:'truncate'},o.name),h('span',{class:'text-slate-500 tabular-nums'},o.number))):h('li',{key:'none',class:'px-3 py-2 text-sm text-slate-500'},t('ch.none'))):null);
}
function RadioCards({label,value,options,onValue,error}){
  const id=useId(),ref=useRef();
  const key=e=>{const d={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[e.key],i=options.findIndex(o=>o.value===value);if(e.key===' '){e.preventDefault();document.activeElement.click()}if(d){e.preventDefault();const n=step(options.length,i<0?(d>0?-1:0):i,d);onValue(options[n].value);ref.current.children[n].focus()}};
  return h('section',{class:'mb-6'},h('h2',{id:id+'l',class:'mb-2 text-lg font-semibold text-slate-800'},label,h('span',{class:'text-rose-700','aria-hidden':'true'},' *')),
    h('div',{ref,role:'radiogroup','aria-labelledby':id+'l','aria-invalid':error?'true':null,'aria-describedby':error?id+'e':null,class:'grid md:grid-cols-2 gap-3',onkeydown:key},options.map((o,i)=>{const on=o.value===value;return h('div',{key:o.value,role:'radio','aria-checked':String(on),tabindex:on||(!value&&!i)?0:-1,'aria-labelledby':id+i,'aria-describedby':id+i+'d',class:cx('flex justify-between items-center p-4 bg-white rounded-lg border-2 cursor-pointer focus:ring',on?'border-teal-700':'border-slate-200'),onclick:()=>onValue(o.value)},h('div',null,h('p',{id:id+i,class:'font-semibold'},o.value),h('p',{id:id+i+'d',class:'text-xs text-slate-500'},o.hint)),on?h(Icon,{name:'check',cls:'text-teal-700'}):null)})),h(ErrMsg,{id:id+'e',code:error}));
}
function Disclosure({title,open:o,children}){
  const[open,setOpen]=useState(!!o),id=useId();
  return h('div',{class:'mb-2 bg-white rounded-lg border border-slate-200'},h('button',{type:'button','aria-expanded':String(open),'aria-controls':open?id:null,class:'flex w-full justify-between items-center px-4 py-3 text-sm font-semibold text-left text-slate-700',onclick:()=>setOpen(!open)},title,h(Icon,{name:open?'down':'right',size:4})),open?h('div',{id,class:'px-4 pb-3'},children):null);
}
function DropFile({kind,file,label,hint,accept,error,onError,onWiz}){
  const[busy,setBusy]=useState(false),inp=useRef(),id=useId();
  const send=async f=>{if(!f)return;setBusy(true);onError(null);const fd=new FormData();fd.append('file',f);try{onWiz(await api('POST','/api/wizard/files/'+kind,fd));toast(t('k.ok'))}catch(e){onError(e.errors?.[kind]||(e.status&&'generic'))}setBusy(false)};
  return h('div',{role:'group','aria-labelledby':id+'l',class:'mb-4'},h('span',{id:id+'l',class:'block mb-1 text-sm font-medium text-slate-700'},label,h('span',{class:'text-rose-700','aria-hidden':'true'},' *')),
    file&&!busy?h('div',{key:'file',class:'flex items-center gap-3 p-3 bg-emerald-50 rounded-md border border-emerald-300 text-sm'},h(Icon,{name:'file'}),h('div',{class:'grow min-w-0'},h('p',{class:'font-medium truncate'},file.name),h('p',{class:'text-xs text-slate-500 truncate'},file.info)),h(Button,{variant:'ghost','aria-label':t('k.remove')+' '+file.name,onclick:async()=>{try{onWiz(await api('DELETE','/api/wizard/files/'+kind))}catch(e){}}},t('k.remove')))
    :h('div',{key:'drop',role:'button',tabindex:0,'aria-labelledby':id+'l '+id+'d',class:cx('block p-4 text-center text-sm rounded-md border-2 border-dashed cursor-pointer focus:ring',error?'border-rose-500':'border-slate-300'),onclick:()=>!busy&&inp.current.click(),onkeydown:e=>{if(e.target===e.currentTarget&&(e.key==='Enter'||e.key===' ')){e.preventDefault();inp.current.click()}},ondragover:e=>e.preventDefault(),ondrop:e=>{e.preventDefault();send(e.dataTransfer.files[0])}},
      h('input',{ref:inp,type:'file',name:kind==='ssh'?'sshPublicKey':'certificate',accept,tabindex:-1,class:'hidden',onclick:e=>e.stopPropagation(),onchange:e=>{const f=e.target.files[0];send(f).then(()=>{if(inp.current)inp.current.value=''})}}),
      h('span',{id:id+'d'},busy?t('k.check'):[t('k.drop')+' ',h('span',{class:'text-teal-700 underline font-medium'},t('k.browse'))])),
    h('p',{class:'mt-1 text-xs text-slate-500'},hint),h(ErrMsg,{code:error}));
}
function Dialog({title,children,onClose,actions}){
  const ref=useRef(),id=useId();
  useEffect(()=>{const r=$('root'),prev=document.activeElement;r.setAttribute('inert','');r.setAttribute('aria-hidden','true');ref.current.querySelector('button').focus();return()=>{r.removeAttribute('inert');r.removeAttribute('aria-hidden');prev?.focus?.()}},[]);
  const key=e=>{if(e.key==='Escape')onClose?.();if(e.key==='Tab'){const l=[...ref.current.querySelectorAll('button:not([disabled])')],i=l.indexOf(document.activeElement);e.preventDefault();l[step(l.length,i,e.shiftKey?-1:1)]?.focus()}};
  return h(Portal,null,h('div',{ref,role:'dialog','aria-modal':'true','aria-labelledby':id,class:'relative z-50',onkeydown:key},h('div',{class:'fixed inset-0 bg-overlay','aria-hidden':'true',onclick:()=>onClose?.()}),h('div',{class:'fixed dialog-pos w-96 max-w-full p-6 bg-white rounded-xl shadow-lg'},h('h2',{id,class:'mb-2 text-lg font-semibold'},title),h('div',{class:'mb-6 text-sm text-slate-600'},children),h('div',{class:'flex justify-end gap-3'},actions))));
}
const Toasts=()=>h(Portal,null,h('div',{'aria-live':'polite',class:'fixed bottom-16 left-4 z-40 flex flex-col gap-2'},S.toasts.map(x=>h('div',{key:x.id,class:cx('flex items-center gap-3 px-4 py-3 rounded-md shadow-lg text-sm text-white',x.kind==='bad'?'bg-rose-700':'bg-slate-800')},x.text,h('button',{type:'button','aria-label':t('close'),onclick:()=>set({toasts:S.toasts.filter(y=>y!==x)})},h(Icon,{name:'x',size:4}))))));
function Cookies(){
  const[ok,setOk]=useState(()=>{try{return!!localStorage.getItem('cookies')}catch(e){return true}});
  return ok?null:h('div',{role:'region','aria-label':'Cookies',class:'fixed bottom-0 inset-x-0 z-20 flex items-center justify-center gap-4 px-4 py-2 bg-slate-800 text-white text-xs'},h('span',null,t('cookie')),h('button',{type:'button',class:'px-3 py-1 rounded bg-white text-slate-800 font-semibold',onclick:()=>{localStorage.setItem('cookies','1');setOk(true)}},t('cookie.ok')));
}
const Card=({title,text,href})=>h(Link,{href,class:'block p-6 bg-white rounded-xl border border-slate-200 shadow hover:bg-slate-100'},h('span',{class:'block text-lg font-semibold text-teal-800'},title),text?h('span',{class:'block mt-2 text-sm text-slate-600'},text):null);
const Dl=({rows})=>h('dl',{class:'bg-white rounded-lg border border-slate-200 mb-4'},rows.map(([k,v,big])=>h('div',{class:'flex gap-4 px-4 py-2 border-b border-slate-200 text-sm'},h('dt',{class:'w-64 shrink-0 text-slate-500'},k),h('dd',{class:cx('grow',big&&'font-semibold text-lg')},Array.isArray(v)?h('ul',null,v.map(x=>h('li',null,x))):v))));
/* --- shell --- */
const LANGS=[['fr','Français'],['nl','Nederlands']];
const swap=l=>go(location.pathname.replace(/^\/(fr|nl)(?=\/|$)/,'/'+l));
function Shell({children,loginLink}){
  const s=S.ses,m=s?.mandate;
  return h('div',{class:'min-h-screen flex flex-col bg-slate-50 pb-12'},h('a',{href:'#main',class:'sr-only'},t('skip')),
    h('header',{class:'bg-teal-800 text-white'},h('div',{class:'max-w-6xl mx-auto px-4 py-3 flex items-center justify-between gap-4'},h(Link,{href:'/'+S.lang,class:'text-lg font-semibold'},'socialsecurity.be'),
      h('div',{class:'flex items-center gap-2'},loginLink&&!s?.authenticated?h('a',{href:'/auth/login?lang='+S.lang,class:cx(BTN,'bg-white text-teal-800')},t('login')):null,
        s?.authenticated?h(Menu,{cls:'bg-teal-700',label:s.person.firstName+' '+s.person.lastName,items:[{label:t('change'),act:()=>go(to('choice'))},{label:t('logout'),act:async()=>{await api('POST','/api/logout').catch(()=>{});set({ses:{authenticated:false}});go('/'+S.lang)}}]}):null,
        h(Menu,{label:S.lang.toUpperCase(),items:LANGS.map(([l,n])=>({label:n,lang:l,act:()=>swap(l)}))}))),
      m&&S.path.includes('/secure/')&&!S.path.endsWith('/choice')?h('div',{class:'bg-teal-700'},h('p',{class:'max-w-6xl mx-auto px-4 py-2 text-sm'},m.name+' ('+m.number+') · '+t('q.'+m.quality)+' · '+t('r.'+m.role))):null),
    h('main',{id:'main',class:'max-w-6xl w-full mx-auto px-4 py-6 grow'},children),
    h('footer',{class:'max-w-6xl mx-auto px-4 py-6 text-xs text-slate-500'},t('footer')),h(Cookies),h(Toasts),
    S.expired?h(Dialog,{title:t('exp.title'),actions:h(Button,{onclick:()=>location.assign('/auth/login?lang='+S.lang)},t('login'))},t('exp.text')):null);
}
const NAV=m=>[{k:'home',l:t('home'),to:'home'},{k:'own',l:t('nav.own'),kids:[{k:'owndata',l:t('nav.owndata'),to:'own/person'},{k:'ent',l:t('nav.ent'),to:'own/enterprise'}]},
  {k:'access',l:t('nav.access'),to:'access',kids:[{k:'users',l:t('nav.users'),kids:[{k:'uc',l:t('nav.ucreate'),to:'access/users/new'},{k:'us',l:t('nav.usearch'),to:'access/users'}]},{k:'exch',l:t('nav.exch'),kids:[{k:'info',l:t('nav.info'),to:'access/structured-exchange/information'}]}]},
  {k:'msg',l:t('nav.msg'),to:'structured-messages',kids:[m.role!=='U'&&{k:'cfg',l:t('nav.cfg'),to:'structured-messages/configuration'},{k:'chan',l:t('nav.chan'),to:'structured-messages/channels'},{k:'cert',l:t('nav.cert'),to:'structured-messages/certificate'}].filter(Boolean)}];
const under=n=>(n.to&&S.path.startsWith(to(n.to)))||n.kids?.some(under);
function NavItem({n,level}){
  const[open,setOpen]=useState(()=>!!(n.kids&&under(n))),id=useId(),here=n.to&&S.path===to(n.to),pad=['pl-3','pl-6','pl-10'][level];
  useEffect(()=>{if(n.kids&&under(n))setOpen(true)},[S.path]);
  const cls=cx('block grow py-2 pr-2 text-sm text-left',pad,here?'font-semibold text-teal-800 bg-teal-50':'text-slate-700 hover:bg-slate-100');
  return h('li',null,h('div',{class:'flex items-center'},
    n.to?h(Link,{href:to(n.to),class:cls,'aria-current':here?'page':null},n.l):h('button',{type:'button',class:cls,'aria-expanded':String(open),'aria-controls':open?id:null,onclick:()=>setOpen(!open)},n.l),
    n.kids?h('button',{type:'button',tabindex:n.to?0:-1,'aria-label':n.to?t('nav.toggle',{n:n.l}):null,'aria-hidden':n.to?null:'true','aria-expanded':n.to?String(open):null,class:'p-2 text-slate-500',onclick:()=>setOpen(!open)},h(Icon,{name:open?'down':'right',size:4})):null),
    n.kids&&open?h('ul',{id},n.kids.map(k=>h(NavItem,{key:k.k,n:k,level:level+1}))):null);
}
function SideNav(){
  const[show,setShow]=useState(false),[rail,setRail]=useState(false);
  return h('div',{class:'shrink-0'},h('button',{type:'button',class:cx(BTN,'lg:hidden bg-white border border-slate-300'),'aria-expanded':String(show),onclick:()=>setShow(!show)},h(Icon,{name:'bars'}),t('menu')),
    h('nav',{'aria-label':t('nav.label'),class:cx(show?'block':'hidden','lg:block bg-white rounded-xl border border-slate-200 py-2',rail?'lg:w-16':'lg:w-72')},
      rail?null:h('ul',null,NAV(S.ses.mandate).map(n=>h(NavItem,{key:n.k,n,level:0}))),
      h('button',{type:'button',class:'hidden lg:flex items-center gap-2 px-3 py-2 text-xs text-slate-500','aria-label':rail?t('nav.unrail'):null,onclick:()=>setRail(!rail)},h(Icon,{name:'bars',size:4}),rail?null:t('nav.rail'))));
}
const Secure=({children})=>h(Shell,null,h('div',{class:'flex flex-col lg:flex-row lg:items-start gap-6'},h('div',{class:'grow min-w-0 order-last lg:order-first'},children),h(SideNav)));
/* --- public pages --- */
const Splash=()=>h('div',{class:'min-h-screen bg-teal-800 p-6 flex items-center justify-center'},h('main',{class:'w-full max-w-4xl'},h('h1',{class:'mb-6 text-2xl font-semibold text-white text-center'},'Socialsecurity.be'),h('ul',{class:'grid md:grid-cols-4 gap-4'},[['fr','Français','La Sécurité Sociale Belge'],['nl','Nederlands','De Belgische Sociale Zekerheid'],['de','Deutsch','Die Soziale Sicherheit'],['int','International','The Belgian Social Security']].map(([l,n,d])=>h('li',{key:l,lang:l==='int'?'en':l},h(Card,{title:n,text:d,href:'/'+l}))))));
const Elsewhere=({de})=>h('div',{class:'min-h-screen bg-slate-50 p-6'},h('main',{class:'max-w-4xl mx-auto'},h('h1',{class:'text-2xl font-semibold mb-4'},de?'Die Soziale Sicherheit':'International'),h('p',{class:'mb-4'},de?'Der gesicherte Bereich ist nur auf Französisch und Niederländisch verfügbar.':'Coming to Belgium, leaving Belgium, working in Belgium. Registration of companies is not possible through this entry.'),h(Link,{href:'/',class:'text-teal-700 underline'},de?'Zurück':'Back to the choice of language')));
const Home=()=>h(Shell,null,h(H1,null,t('aud.title')),h('ul',{class:'grid md:grid-cols-3 gap-4'},['citizen','employer','civilservant'].map(a=>h('li',{key:a},h(Card,{title:t('aud.'+a),text:t('aud.'+a+'.d'),href:'/'+S.lang+'/'+a})))));
const Audience=({aud})=>h(Shell,{loginLink:aud!=='citizen'},h(H1,null,t('aud.'+aud)),h('p',{class:'mb-6 text-slate-600'},t('aud.'+aud+(aud==='citizen'?'.p':'.d'))),
  aud==='citizen'?null:h('section',{class:'p-6 bg-white rounded-xl border border-slate-200'},h('h2',{class:'mb-2 text-lg font-semibold'},t('pub.services')),h('ul',{class:'mb-4 text-sm'},['Dimona','DmfA','DB2P','Capelo',t('nav.access'),t('nav.msg')].map(x=>h('li',{class:'py-1'},x))),h('p',{class:'text-sm text-slate-500'},t('pub.securetext'))));
/* --- identity provider --- */
function Idp(){
  const[view,setView]=useState('group'),[f,setF]=useState({u:'',p:''}),[er,setEr]=useState(null),[busy,setBusy]=useState(false),[show,setShow]=useState(false),[group,setGroup]=useState('pro');
  const q='?txn='+encodeURIComponent(new URLSearchParams(location.search).get('txn')||'');
  useEffect(()=>{(async()=>{try{const d=await api('GET','/idp/api/transaction'+q);await locale(d.lang);set({idp:d,ready:true})}catch(e){await locale('fr');set({idp:{dead:true},ready:true})}})()},[]);
  const submit=async e=>{e.preventDefault();if(busy)return;if(!f.u||!f.p){setEr({u:!f.u,p:!f.p});return}setBusy(true);setEr(null);
    try{const r=await api('POST','/idp/api/authenticate'+q,{username:f.u,password:f.p});location.assign(r.redirect);return}catch(x){if(x.status===410)set({idp:{dead:true}});else{setEr({main:x.code==='locked'?t('idp.locked'):x.code==='bad'?t('idp.bad',{n:x.left}):t('err.generic')});setF({...f,p:''})}}setBusy(false)};
  const Row=(k,label,act,d)=>h('li',{key:k,class:'mb-3'},h('button',{type:'button',class:'flex w-full items-center justify-between p-4 bg-white rounded-lg border border-slate-300 text-left hover:bg-slate-100 focus:ring',onclick:act},h('span',null,h('span',{class:'block font-semibold'},label),d?h('span',{class:'block text-xs text-slate-500'},d):null),h(Icon,{name:'right'})));
  const body=!S.ready?h(Skeleton,{key:'s'}):S.idp.dead?h('div',{key:'d'},h(Alert,{kind:'bad'},t('idp.expired')),h('a',{class:'text-teal-700 underline',href:'http://127.0.0.1:'+location.port+'/'},t('home'))):
    view==='group'?h('div',{key:'g'},h('h2',{class:'mb-4 text-lg font-semibold'},t('idp.group')),h('ul',null,[['citizen','aud.citizen'],['ent','aud.employer'],['pro','idp.pro']].map(([g,k])=>Row(g,t(k),()=>{setGroup(g);setView('method')})))):
    view==='method'?h('div',{key:'m'},h('h2',{class:'mb-4 text-lg font-semibold'},t('idp.method')),h('ul',null,Row('eid',t('idp.eid'),()=>toast(t('idp.unavail'),'bad')),Row('its',t('idp.itsme'),()=>toast(t('idp.unavail'),'bad')),group!=='citizen'?Row('cod',t('idp.codes'),()=>setView('form'),t('idp.codes.d')):null),h(Button,{variant:'ghost',onclick:()=>setView('group')},t('back'))):
    h('form',{key:'f',novalidate:true,onsubmit:submit},h('h2',{class:'mb-4 text-lg font-semibold'},t('idp.codes')),er?.main?h(Alert,{kind:'bad'},er.main):null,
      h(TextField,{label:t('idp.user'),name:'username',autocomplete:'username',value:f.u,error:er?.u&&'required',onValue:u=>setF({...f,u})}),
      h(TextField,{label:t('idp.pass'),name:'password',type:show?'text':'password',autocomplete:'current-password',value:f.p,error:er?.p&&'required',onValue:p=>setF({...f,p}),after:h(Button,{variant:'ghost',onclick:()=>setShow(!show)},t(show?'idp.hide':'idp.show'))}),
      h('div',{class:'flex items-center justify-between'},h(Button,{variant:'ghost',onclick:()=>setView('method')},t('back')),h(Button,{type:'submit',busy},t('login'))),h('p',{class:'mt-4 text-xs'},h('a',{href:'#',class:'text-teal-700 underline',onclick:e=>{e.preventDefault();toast(t('idp.unavail'),'bad')}},t('idp.forgot'))));
  return h('div',{class:'min-h-screen bg-slate-100 p-6'},h('main',{class:'max-w-lg mx-auto p-6 bg-slate-50 rounded-xl shadow-lg'},h('p',{class:'text-xs text-slate-500 mb-1'},'CSAM'),h('h1',{class:'mb-6 text-2xl font-semibold'},S.ready?t('idp.title'):'…'),body),h(Toasts));
}
/* --- secured pages --- */
function Choice(){
  const q=useQuery('/api/companies'),[c,setC]=useState(null),r=useQuery(c&&'/api/companies/'+c+'/roles');
  return h(Shell,null,h('p',{class:'text-sm text-slate-500'},t('ch.hello',{n:S.ses.person.firstName})),h(H1,null,t('ch.title')),!q.data?h(Skeleton,{key:'s'}):h('div',{key:'b',class:'max-w-2xl'},h(Combobox,{label:t('ch.company'),hint:t('ch.hint'),options:q.data,value:c,onValue:setC}),
    c?h('section',{key:c},h('h2',{class:'mb-2 text-lg font-semibold'},t('ch.roles')),!r.data?h(Skeleton,{key:'s',rows:2}):h('ul',{key:'l',class:'bg-white rounded-lg border border-slate-200'},r.data.map(x=>h('li',{key:x.quality,class:'border-b border-slate-200'},h(Link,{href:to('enter/'+c+'/'+x.quality),class:'block px-4 py-3 text-sm text-teal-700 underline hover:bg-slate-100'},t('ch.role',{q:t('q.'+x.quality),n:c,r:t('r.'+x.role)})))))):null));
}
function Enter({number,quality}){
  useEffect(()=>{api('POST','/api/mandate',{number,quality}).then(m=>{S.wiz=null;S.ses={...S.ses,mandate:m};go(to('home'),true)},e=>e.status!==401&&go(to('choice'),true))},[]);
  return h(Shell,null,h(Skeleton));
}
const SecHome=()=>h(Secure,null,h(H1,null,t('sec.home')),h('p',{class:'text-slate-600'},t('sec.text')));
const Stub=({title})=>h(Secure,null,h(H1,null,title),h(Alert,null,t('stub')));
const Access=()=>h(Secure,null,h(H1,null,t('nav.access')),h('p',{class:'text-slate-600'},t('acc.text')));
const appLabel=a=>cfg.apps.find(x=>x.key===a)[S.lang];
function Messages(){
  const q=useQuery('/api/structured-exchange');
  return h(Secure,null,h(H1,null,t('nav.msg')),h('p',{class:'mb-4 text-slate-600'},t('msg.text')),q.data?h('div',{key:'b'},!q.data.canRegister?h(Alert,{kind:'bad'},t('msg.forbidden')):q.data.registration?h(Alert,null,t('msg.exists',{u:q.data.registration.username})):h(Alert,null,t('msg.none')+' '+t('msg.menu'))):h(Skeleton,{key:'s'}));
}
function Information(){
  const q=useQuery('/api/structured-exchange'),r=q.data?.registration;
  return h(Secure,null,h('p',{class:'text-sm text-slate-500'},t('nav.access')+' › '+t('nav.exch')),h(H1,null,t('nav.info')),!q.data?h(Skeleton,{key:'s',rows:5}):r?h(Dl,{key:'d',rows:[[t('d.user'),r.username,1],[t('d.sender'),r.sender_number,1],[t('d.ref'),r.reference],[t('w.channel'),r.channel],[t('d.chid'),r.channel_id],[t('k.apps'),r.applications.map(appLabel)],[t('w.contact'),r.contact.firstName+' '+r.contact.lastName+', '+r.contact.email],[t('d.at'),r.at]]}):h(Alert,{key:'n'},t('msg.none')));
}
/* --- wizard --- */
const STEPS=['intro','contact','channel','username','review','done'],wto=s=>to('structured-messages/configuration/'+s);
const Stepper=({at})=>h('nav',{'aria-label':t('w.steps')},h('p',{class:'sr-only'},t('w.of',{a:at+1,b:5})),h('ol',{class:'flex gap-2 mb-6'},STEPS.slice(0,5).map((s,i)=>h('li',{key:s,'aria-current':i===at?'step':null,class:cx('grow pt-2 border-t-4 text-xs',i<=at?'border-teal-700 text-teal-800 font-semibold':'border-slate-200 text-slate-500')},h('span',{class:'block'},String(i+1)),t('w.'+s)))));
function Foot({back,busy,label,onclick,type='submit'}){
  const[quit,setQuit]=useState(false);
  return h('div',{class:'flex flex-wrap justify-between gap-3 mt-6'},h(Button,{variant:'ghost',onclick:()=>setQuit(true)},t('cancel')),h('div',{class:'flex gap-3'},back?h(Button,{variant:'ghost',onclick:()=>go(wto(back))},t('back')):null,h(Button,{type,busy,onclick},label||t('next'))),
    quit?h(Dialog,{title:t('quit.title'),onClose:()=>setQuit(false),actions:[h(Button,{variant:'ghost',onclick:()=>setQuit(false)},t('quit.no')),h(Button,{variant:'danger',onclick:async()=>{await api('DELETE','/api/wizard').catch(()=>{});go(to('structured-messages'))}},t('quit.yes'))]},t('quit.text')):null);
}
const Summary=({e})=>{const n=Object.keys(e).filter(k=>e[k]).length;return n?h(Alert,{kind:'bad'},t('err.sum',{n})):null};
function useStep(name,next){
  const[e,setE]=useState({}),[busy,setBusy]=useState(false),form=useRef(),lock=useRef(false);
  const save=async body=>{if(lock.current)return;lock.current=true;setBusy(true);try{S.wiz=await api('PUT','/api/wizard/'+name,body);setE({});toast(t('w.saved'));go(wto(next))}catch(x){if(x.errors){setE(x.errors);setTimeout(()=>form.current?.querySelector('[aria-invalid]')?.focus())}else if(x.wizard)set({wiz:x.wizard})}lock.current=false;setBusy(false)};
  return{e,setE,busy,form,save};
}
function StepIntro(){
  const[busy,setBusy]=useState(false);
  const start=async()=>{setBusy(true);try{S.wiz=await api('POST','/api/wizard');go(wto('contact'))}catch(x){if(x.wizard)set({wiz:x.wizard})}setBusy(false)};
  return h('div',null,h('h2',{class:'mb-2 text-lg font-semibold'},t('i.need')),h('ul',{class:'list-disc pl-6 mb-4 text-sm text-slate-700'},[1,2,3,4].map(i=>h('li',{class:'py-1'},t('i.'+i)))),h(Disclosure,{title:t('i.more')},h('p',{class:'text-sm'},t('i.moret'))),h(Foot,{type:'button',busy,onclick:start}));
}
function StepContact(){
  const[f,setF]=useState(()=>({lastName:'',firstName:'',function:'',phone:'',mobile:'',email:'',language:S.lang,...S.wiz.data.contact})),{e,busy,form,save}=useStep('contact','channel');
  const fld=(k,p)=>h(TextField,{key:k,label:t('c.'+k),name:'contact.'+k,value:f[k],error:e[k],onValue:v=>setF(o=>({...o,[k]:v})),...p});
  return h('form',{ref:form,novalidate:true,onsubmit:ev=>{ev.preventDefault();save(f)}},h(Summary,{e}),h('p',{class:'mb-2 text-sm text-slate-600'},t('c.intro')),h('p',{class:'mb-4 text-xs text-slate-500'},t('w.req')),
    h('div',{class:'grid md:grid-cols-2 gap-x-4'},fld('lastName'),fld('firstName')),fld('function'),h('div',{class:'grid md:grid-cols-2 gap-x-4'},fld('phone',{type:'tel',hint:t('c.phone.h')}),fld('mobile',{type:'tel',optional:true})),fld('email',{type:'email'}),
    h(Listbox,{label:t('c.language'),value:f.language,options:['fr','nl','de'].map(l=>({value:l,label:t('l.'+l)})),onValue:v=>setF(o=>({...o,language:v}))}),h(Foot,{back:'intro',busy}));
}
function StepChannel(){
  const d=S.wiz.data.channel,[ch,setCh]=useState(d?.channel||null),[apps,setApps]=useState(d?.applications||[]),{e,setE,busy,form,save}=useStep('channel','username');
  const one=(k,v)=>setE(o=>({...o,[k]:v})),file=(kind,accept)=>h(DropFile,{key:kind,kind,accept,file:S.wiz.files[kind],label:t('k.'+kind),hint:t('k.'+kind+'.h'),error:e[kind],onError:v=>one(kind,v),onWiz:w=>set({wiz:w})});
  return h('form',{ref:form,novalidate:true,onsubmit:ev=>{ev.preventDefault();save({channel:ch,applications:apps})}},h(Summary,{e}),
    h(RadioCards,{label:t('k.channel'),value:ch,error:e.channel,options:['FTP','SFTP','Isabel','MQLink'].map(v=>({value:v,hint:t('k.'+v)})),onValue:v=>{setCh(v);one('channel',null)}}),
    ch==='SFTP'?h('section',{key:'sftp',class:'mb-6 p-4 bg-white rounded-lg border border-slate-200'},file('ssh','.pub,.txt,.key,text/plain'),file('cer','.cer')):null,
    h('h2',{class:'mb-1 text-lg font-semibold text-slate-800'},t('k.apps'),h('span',{class:'text-rose-700','aria-hidden':'true'},' *')),h('p',{class:'mb-3 text-sm text-slate-600'},t('k.apps.h')),
    ['decl','risk','pens'].map((g,i)=>{const l=cfg.apps.filter(a=>a.group===g);return h(Disclosure,{key:g,open:!i||l.some(a=>d?.applications.includes(a.key)),title:t('g.'+g)+' ('+l.filter(a=>apps.includes(a.key)).length+'/'+l.length+')'},l.map(a=>h('label',{key:a.key,class:'relative flex items-start gap-3 py-2 text-sm cursor-pointer'},h('input',{type:'checkbox',name:'applications',value:a.key,class:'sr-only peer',checked:apps.includes(a.key),onchange:ev=>{const on=ev.target.checked;one('applications',null);setApps(o=>on?[...o,a.key]:o.filter(x=>x!==a.key))}}),h('span',{class:'inline-flex items-center justify-center w-5 h-5 shrink-0 rounded border border-slate-400 text-white peer-checked:bg-teal-700 peer-focus:ring','aria-hidden':'true'},h(Icon,{name:'check',size:4})),h('span',null,a[S.lang]))))}),
    h(ErrMsg,{code:e.applications}),h(Foot,{back:'contact',busy}));
}
function StepUser(){
  const[u,setU]=useState(S.wiz.data.username?.username||''),[av,setAv]=useState(null),{e,setE,busy,form,save}=useStep('username','review');
  useEffect(()=>{setAv(null);if(u.length<8)return;let live=true;const id=setTimeout(()=>api('GET','/api/usernames/availability?u='+encodeURIComponent(u)).then(r=>live&&setAv(r),()=>{}),450);return()=>{live=false;clearTimeout(id)}},[u]);
  return h('form',{ref:form,novalidate:true,onsubmit:ev=>{ev.preventDefault();save({username:u})}},h(Summary,{e}),h(Alert,null,t('u.intro')),h('div',{class:'max-w-lg'},h(TextField,{label:t('u.label'),name:'technicalUser.username',autocomplete:'off',spellcheck:'false',hint:t('u.hint'),value:u,error:e.username||(av&&!av.available?av.code:null),onValue:v=>{setE({});setU(v)}}),h('p',{'aria-live':'polite',class:'text-sm text-emerald-800'},av?.available?t('u.free'):null)),h(Foot,{back:'channel',busy}));
}
function StepReview(){
  const d=S.wiz.data,[ask,setAsk]=useState(false),[busy,setBusy]=useState(false),lock=useRef(false);
  const yes=async()=>{if(lock.current)return;lock.current=true;setBusy(true);try{S.wiz=await api('POST','/api/wizard/confirm');setAsk(false);go(wto('done'),true)}catch(x){setAsk(false);if(x.errors){toast(t('err.'+Object.values(x.errors)[0]),'bad');S.wiz=await api('GET','/api/wizard');go(wto(x.step))}else if(x.wizard)set({wiz:x.wizard})}lock.current=false;setBusy(false)};
  const head=s=>h('div',{class:'flex justify-between items-center mb-2'},h('h2',{class:'text-lg font-semibold'},t('w.'+s)),h(Link,{href:wto(s),class:'text-sm text-teal-700 underline','aria-label':t('v.edit')+' '+t('w.'+s)},t('v.edit')));
  return h('div',null,h('p',{class:'mb-4 text-sm text-slate-600'},t('v.intro')),head('contact'),h(Dl,{rows:['lastName','firstName','function','phone','mobile','email'].filter(k=>d.contact[k]).map(k=>[t('c.'+k),d.contact[k]]).concat([[t('c.language'),t('l.'+d.contact.language)]])}),
    head('channel'),h(Dl,{rows:[[t('k.channel'),d.channel.channel],...(d.channel.channel==='SFTP'?['ssh','cer'].map(k=>[t('k.'+k),S.wiz.files[k]?.name]):[]),[t('k.apps'),d.channel.applications.map(appLabel)]]}),head('username'),h(Dl,{rows:[[t('u.label'),d.username.username]]}),
    h(Foot,{back:'username',type:'button',label:t('v.confirm'),onclick:()=>setAsk(true)}),
    ask?h(Dialog,{title:t('v.sure'),onClose:()=>!busy&&setAsk(false),actions:[h(Button,{variant:'ghost',disabled:busy,onclick:()=>setAsk(false)},t('cancel')),h(Button,{busy,onclick:yes},t('v.yes'))]},t('v.suret',{u:d.username.username})):null);
}
function StepDone(){
  const r=S.wiz.result;
  return h('div',null,h(Alert,{kind:'ok',role:'status'},t('d.title')),h(Dl,{rows:[[t('d.ref'),r.reference],[t('d.ent'),r.enterprise_number],[t('d.user'),r.username,1],[t('d.sender'),r.sender_number,1],[t('w.channel'),r.channel],[t('d.chid'),r.channel_id],[t('d.at'),r.at]]}),
    h('p',{class:'mb-2 text-sm text-slate-600'},t('d.text',{f:'FI.DMFA.'+r.sender_number.padStart(6,'0')+'.'+r.at.slice(0,10).split('/').reverse().join('')+'.00001.R.1.1'})),h('p',{class:'text-sm text-slate-600'},t('d.later')));
}
function Wizard({name}){
  const w=S.wiz,at=STEPS.indexOf(name);
  useEffect(()=>{if(!S.wiz)api('GET','/api/wizard').then(x=>set({wiz:x}),()=>{})},[w]);
  const want=w&&(w.state==='done'?5:w.state==='open'?Math.min(at,at===5?Math.min(w.reach,4):w.reach):0);
  useEffect(()=>{if(w&&(w.state==='done'||w.state==='open')&&(want!==at||!S.path.endsWith('/'+name)))go(wto(STEPS[want]),true)},[w,name]);
  const body=!w||(w.state==='open'||w.state==='done')&&want!==at?h(Skeleton,{key:'s',rows:6}):w.state==='forbidden'?h(Alert,{key:'f',kind:'bad'},t('msg.forbidden')):w.state==='exists'?h(Alert,{key:'x',kind:'bad'},t('msg.exists',{u:w.existing})):h([StepIntro,StepContact,StepChannel,StepUser,StepReview,StepDone][at],{key:name});
  return h(Secure,null,w?.state==='open'?h(Stepper,{at}):null,h('p',{class:'text-sm text-slate-500'},t('nav.cfg')),h(H1,null,at===5?t('w.done'):t('w.'+name)),body);
}
/* --- routes --- */
function App(){
  const p=S.path;if(p.startsWith('/idp/'))return h(Idp,{key:'idp'});
  if(!S.ready)return h('div',{key:'boot',class:'p-6'},h(Skeleton,{rows:6}));
  if(p==='/')return h(Splash,{key:p});if(p==='/de'||p==='/int')return h(Elsewhere,{key:p,de:p==='/de'});
  const[,l,a,...r]=p.replace(/\/$/,'').split('/'),s=r.join('/');
  if(l!=='fr'&&l!=='nl')return h(Splash,{key:'nf'});
  if(!a)return h(Home,{key:'home'});
  if(['citizen','employer','civilservant'].includes(a))return h(Audience,{key:a,aud:a});
  if(a!=='secure')return h(Shell,{key:'nf'},h(H1,null,t('nf')));
  if(!S.ses.authenticated)return h(Shell,{key:'must',loginLink:true},h(H1,null,t('pub.secure')),h(Alert,{kind:'bad'},t('sec.must')));
  if(r[0]==='enter')return h(Enter,{key:p,number:r[1],quality:r[2]});
  if(s==='choice'||!S.ses.mandate)return h(Choice,{key:'choice'});
  if(s==='home')return h(SecHome,{key:'sec'});if(s==='access')return h(Access,{key:'sec'});
  if(s==='structured-messages')return h(Messages,{key:'sec'});if(s==='access/structured-exchange/information')return h(Information,{key:'sec'});
  if(r[1]==='configuration'&&r[0]==='structured-messages')return h(Wizard,{key:'wiz',name:STEPS.includes(r[2])?r[2]:'intro'});
  const find=l=>l.reduce((f,n)=>f||(n.to===s?n.l:n.kids&&find(n.kids)),null),title=find(NAV(S.ses.mandate));
  return title?h(Stub,{key:'sec',title}):h(Secure,{key:'sec'},h(H1,null,t('nf')));
}
addEventListener('popstate',route);
(async()=>{
  draw();if(S.path.startsWith('/idp/'))return;
  const l=S.path.split('/')[1];await Promise.all([locale(l==='nl'?'nl':'fr'),api('GET','/api/session').then(s=>{S.ses=s},()=>{S.ses={authenticated:false}})]);
  set({ready:true});
})();
})();
