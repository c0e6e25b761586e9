import pickle
G,docs,men=pickle.load(open('/tmp/speakers/train.pkl','rb'))
n=0
for r,d in zip(G,docs):
    g={tuple(map(tuple,a['cue'])):a for a in r['attributions']}
    gc=sum(1 for a in r['attributions'] if a['cue'] and not any(ch.isalnum() for s,e in a['cue'] for ch in d.text[s:e]))
    for a in d.attributions:
        c=''.join(d.text[s:e] for s,e in a.cue)
        if not any(ch.isalnum() for ch in c): print(repr(c),round(a.confidence,2),[d.text[s:e] for s,e in a.source],[d.text[s:e][:60] for s,e in a.content], any(cue==tuple(map(tuple,a.cue)) for cue in g))
    n+=gc
print('gold colon cues',n)
