
const $$=(n,f)=>document.querySelectorAll(`[data-module="${n}"]`).forEach(f);
const el=(t,c,x)=>{const e=document.createElement(t);if(c)e.className=c;if(x!=null)e.textContent=x;return e};
$$('error-summary',e=>{e.focus();e.addEventListener('click',ev=>{const a=ev.target.closest('a');if(!a)return;const f=document.getElementById(a.hash.slice(1));if(!f)return;ev.preventDefault();
  (f.closest('fieldset')||document.querySelector(`label[for="${f.id}"]`)||f).scrollIntoView();(f.matches('li')?f.querySelector('a'):f).focus({preventScroll:true})})});
$$('button',b=>{let t=0;b.addEventListener('keydown',e=>{if(b.getAttribute('role')==='button'&&e.key===' '){e.preventDefault();b.click()}});
  if(b.dataset.preventDoubleClick)b.addEventListener('click',e=>{if(Date.now()-t<1000){e.preventDefault();return}t=Date.now()})});
$$('cookie-banner',f=>f.addEventListener('submit',async e=>{e.preventDefault();const d=new FormData(f);d.set('analytics',e.submitter?.value||'no');
  f.hidden=true;await fetch(f.action,{method:'POST',body:new URLSearchParams(d),redirect:'manual'})}));
$$('service-nav',n=>{const b=n.querySelector('button');b.hidden=false;b.onclick=()=>b.setAttribute('aria-expanded',n.querySelector('nav').classList.toggle('open'))});
$$('password',g=>{const b=g.querySelector('button'),i=g.querySelector('input');b.hidden=false;b.onclick=()=>{i.type=i.type==='password'?'text':'password';b.textContent=i.type==='password'?g.dataset.show:g.dataset.hide};i.form.addEventListener('submit',()=>{i.type='password'})});
$$('count',g=>{const i=g.querySelector('input'),m=el('div','bo-hint');m.setAttribute('aria-live','polite');i.after(m);const u=()=>{const n=g.dataset.max-i.value.length;m.textContent=(n<0?g.dataset.over:g.dataset.left).replace('%n',Math.abs(n))};i.addEventListener('input',u);u()});
$$('file-upload',d=>{const i=d.querySelector('input'),b=el('button','bo-drop__b');b.type='button';b.id=i.id;i.id+='-input';i.tabIndex=-1;i.setAttribute('aria-hidden','true');d.classList.add('bo-drop--on');
  const l=document.querySelector(`label[for="${b.id}"]`);l.id=b.id+'-label';const s=el('span','st',d.dataset.none);s.id=b.id+'-status';b.append(s,el('span','p',d.dataset.choose),' '+d.dataset.or);b.setAttribute('aria-labelledby',`${l.id} ${s.id}`);d.prepend(b);
  b.onclick=()=>i.click();i.addEventListener('change',()=>{s.textContent=i.files.length?i.files[0].name:d.dataset.none});
  d.addEventListener('dragover',e=>{e.preventDefault();d.classList.add('bo-drop--over')});d.addEventListener('dragleave',()=>d.classList.remove('bo-drop--over'));
  d.addEventListener('drop',e=>{e.preventDefault();d.classList.remove('bo-drop--over');i.files=e.dataTransfer.files;i.dispatchEvent(new Event('change'))})});
$$('accordion',a=>{const D=a.dataset,all=el('button','bo-acc__all',D.all);all.type='button';const secs=[...a.querySelectorAll('.bo-acc__s')].map((s,n)=>{
  const sp=s.querySelector('.bo-acc__b'),c=s.querySelector('.bo-acc__c'),b=el('button','bo-acc__b'),h=el('span','',sp.textContent),t=el('span','bo-acc__tg');b.type='button';b.id=sp.id;b.setAttribute('aria-controls',c.id);b.append(h,el('span','vh',', '),t);sp.replaceWith(b);
  const o={set(x){b.setAttribute('aria-expanded',x);x?c.removeAttribute('hidden'):c.setAttribute('hidden','until-found');t.textContent=x?D.hide:D.show;b.setAttribute('aria-label',`${h.textContent} , ${t.textContent} ${D.section}`);o.x=x;sessionStorage.setItem(c.id,x)}};
  b.onclick=()=>{o.set(!o.x);sync()};c.addEventListener('beforematch',()=>o.set(true));o.set(sessionStorage.getItem(c.id)==='true');return o});
  const sync=()=>{all.textContent=secs.every(o=>o.x)?D.none:D.all};all.onclick=()=>{const x=!secs.every(o=>o.x);secs.forEach(o=>o.set(x));sync()};a.prepend(all);sync()});
$$('tabs',t=>{if(matchMedia('(max-width:640px)').matches)return;const as=[...t.querySelectorAll('.bo-tabs__l a')];t.querySelector('ul').setAttribute('role','tablist');
  const show=a=>as.forEach(o=>{const p=document.getElementById(o.hash.slice(1)),on=o===a;o.setAttribute('aria-selected',on);o.tabIndex=on?0:-1;p.classList.toggle('bo-tabs__p--hidden',!on)});
  as.forEach((a,n)=>{a.parentNode.setAttribute('role','presentation');a.setAttribute('role','tab');a.id='tab_'+a.hash.slice(1);const p=document.getElementById(a.hash.slice(1));p.setAttribute('role','tabpanel');p.setAttribute('aria-labelledby',a.id);
  a.onclick=e=>{e.preventDefault();show(a);history.replaceState(null,'',a.hash)};a.onkeydown=e=>{const d={ArrowRight:1,ArrowLeft:-1}[e.key];if(d&&as[n+d]){show(as[n+d]);as[n+d].focus()}}});show(as.find(a=>a.hash===location.hash)||as[0])});
$$('timeout',d=>{let t0=Date.now();const D=d.dataset;setInterval(()=>{const s=(Date.now()-t0)/1000,l=Math.ceil(D.total-s);if(l<=0){location=D.end;return}
  if(s>=D.warn){d.querySelector('.js-left').textContent=`${Math.floor(l/60)} min ${l%60} s`;if(!d.open)d.showModal()}},1000);
  const keep=async()=>{const r=await fetch(D.keep,{method:'POST'});if(!r.ok){location=D.end;return}t0=Date.now();d.close()};
  d.querySelector('.js-keep').onclick=keep;d.addEventListener('cancel',e=>{e.preventDefault();keep()})});
