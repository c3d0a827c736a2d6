var MRC=(function(){
 var busy=false,q=[],openCb=null,root=document.getElementById('javax.faces.ViewRoot'),pane=document.getElementById('mrc-busy');
 function up(n,test){while(n&&n!==document){if(n.getAttribute&&test(n.getAttribute('ct')))return n;n=n.parentNode}return null}
 function gather(fd){var i,a=root.querySelectorAll('input[ct=T],input[ct=CI]');for(i=0;i<a.length;i++)fd.append(a[i].name,a[i].value);
  a=root.querySelectorAll('[ct=K]');for(i=0;i<a.length;i++)fd.append(a[i].id,a[i].getAttribute('aria-checked'))}
 function send(id,type,quiet,file){
  if(busy){if(!busy.glass)q.push([id,type,quiet,file]);return}
  var x=new XMLHttpRequest(),fd=new FormData();busy={glass:!quiet};if(!quiet)pane.style.display='block';
  fd.append('Adf-Window-Id',MRCcfg.win);fd.append('javax.faces.ViewState',MRCcfg.vs);fd.append('oracle.adf.source',id);fd.append('oracle.adf.type',type);gather(fd);
  if(file)fd.append('file',file);
  x.open('POST','/uman/faces/pump',true);x.setRequestHeader('Adf-Rich-Message','true');
  x.onload=function(){try{apply(x.responseXML)}finally{done()}};x.onerror=function(){done();alert(MRCcfg.lost)};x.send(fd)}
 function done(){busy=false;pane.style.display='none';if(q.length){var e=q.shift();send(e[0],e[1],e[2],e[3]);return}
  var z=root.querySelector('[ct=LZ]');if(z)send(z.id,'rangeChange',true)}
 function apply(d){var r=d.getElementsByTagName('redirect')[0];if(r){location.href=r.getAttribute('url');return}
  var u=d.getElementsByTagName('update');for(var i=0;i<u.length;i++){var n=document.getElementById(u[i].getAttribute('id'));if(n)n.innerHTML=u[i].textContent}
  place();var s=document.getElementById('mrc-splash');if(s)s.parentNode.removeChild(s)}
 function list(){return root.querySelector('.xpl')}
 function place(){var l=list();if(!l)return;var c=openCb&&document.getElementById(openCb);if(!c){close();return}
  var b=c.querySelector('input').getBoundingClientRect();l.style.left=b.left+'px';l.style.top=(b.bottom+1)+'px';l.style.minWidth=b.width+'px'}
 function close(){var l=list();if(l)l.parentNode.removeChild(l);openCb=null}
 function drop(c){var was=openCb===c.id&&list();close();if(!was){openCb=c.id;send(c.id,'popup',true)}}
 function pick(o){var c=document.getElementById(openCb);close();if(!c)return;var i=c.querySelector('input'),old=i.value;i.value=o.textContent;i.focus();
  if(c.getAttribute('auto')&&old!==i.value)send(c.id,'valueChange')}
 function flip(k){k.setAttribute('aria-checked',k.getAttribute('aria-checked')==='true'?'false':'true')}
 document.addEventListener('click',function(ev){
  var t=up(ev.target,function(c){return !!c}),c=t&&t.getAttribute('ct');
  if(list()&&c!=='O'&&c!=='CD'&&c!=='CI')close();
  if(!t)return;
  if(c==='B'||c==='L'){ev.preventDefault();send(t.id,'action')}
  else if(c==='R'){var o=t.parentNode.querySelector('.p_sel');if(o){o.className='xro';o.setAttribute('aria-selected','false')}t.className='xro p_sel';t.setAttribute('aria-selected','true');send(t.id,'selection')}
  else if(c==='K')flip(t);
  else if(c==='KL')flip(document.getElementById(t.id.replace(/::lb$/,'')));
  else if(c==='CD'||(c==='CI'&&t.readOnly)){ev.preventDefault();drop(up(t,function(x){return x==='C'}))}
  else if(c==='O')pick(t)});
 document.addEventListener('mousedown',function(ev){if(up(ev.target,function(c){return c==='O'||c==='CD'}))ev.preventDefault()});
 document.addEventListener('change',function(ev){var t=ev.target;if(t.getAttribute('ct')==='F'&&t.files.length)send(t.id.replace(/::content$/,''),'upload',false,t.files[0])});
 document.addEventListener('keydown',function(ev){
  var t=ev.target,c=t.getAttribute&&t.getAttribute('ct'),k=ev.key;
  if(c==='K'&&k===' '){ev.preventDefault();flip(t)}
  if(c==='T'&&k==='Enter'){var b=root.querySelector('.xrg_main .p_def');if(b){ev.preventDefault();send(b.id,'action')}}
  if(c==='CI'){var l=list(),o=l?[].slice.call(l.querySelectorAll('tr')):[],s=-1;o.forEach(function(x,i){if(x.getAttribute('aria-selected')==='true')s=i});
   if(k==='ArrowDown'||k==='ArrowUp'){ev.preventDefault();if(!l)drop(up(t,function(x){return x==='C'}));else{if(s>=0)o[s].setAttribute('aria-selected','false');s=Math.max(0,Math.min(o.length-1,s+(k==='ArrowDown'?1:-1)));o[s].setAttribute('aria-selected','true')}}
   else if(k==='Enter'&&l&&s>=0){ev.preventDefault();pick(o[s])}else if(k==='Escape')close()}});
 window.addEventListener('resize',place);
 return{boot:function(){send('','boot')}}
})();
setTimeout(MRC.boot,350);
