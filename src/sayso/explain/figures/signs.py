"""Words beside a figure that say how it stands to others: a share, past, a rate, of a wider scope, changed to."""

from __future__ import annotations

import re

PART = re.compile(
    r"\s*(?:(?P<them>of (?:them|whom|those)|d['’]entre (?:eux|elles)|de ell[oa]s)|of (?:the|its|their)|d['’]entre|des"
    r"|de l[oa]s|more|others?|another|autres|más)\b"
)
PART_BEFORE = re.compile(
    r"(?:another|otr[oa]s?|autres|first|primer[oa]s|premi[eè]re?s|last|final|últim[oa]s|derni[eè]re?s)\s*$"
    r"|\b(?:theirs|ours|its own|la suya|el suyo|las suyas|los suyos|le leur|la leur|les leurs)\b.{0,24}$"
    r"|\b(?:town|city|port|village|population|district|pueblo|ciudad|localidad|ville|commune) (?:of|de)\s*$"
    r"|\bhome (?:to|of|for|by)\s(?:\w+\s)?$|\b(?:población|population) (?:es|est|is|was|of|de)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""What makes a figure a share of the whole, or of another thing ("a town of 4,000", "put theirs at")."""
EARLIER = re.compile(
    r"(?:\bfrom|\bthan(?: in)?|compared (?:with|to)|\bagainst|\bnot|\binstead of|\bau lieu d[eu]|\bcontre|\bfrente a"
    r"|\ben lugar de|\bdesde|\bde los?)\s+(?:the\s+)?$"
    r"|\b(?:first|earlier|initial|previous|original|primera?|première?) "
    r"(?:estimate|figure|count|number|toll|estimación|cifra|balance|estimation|bilan),?\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\s?(?:per|a|an|each|every|por|al|par|cada|chaque)\s(?P<per>year|month|week|day|hour|season|night|person|head|family|ticket|match|game"
    r"|año|mes|semana|día|hora|persona|cabeza|an|mois|semaine|jour|heure|personne|tête|foyer)\b",
    re.IGNORECASE,
)
"""What makes an amount a rate: "$23 million per season" is no rival of the whole contract."""
WIDE = re.compile(
    r"\b(?:nationwide|countrywide|worldwide|globally|(?:across|throughout|all over|in all of) (?:the |[A-Z])"
    r"|in the (?:whole |entire )?(?:country|region|province|world)\b"
    r"|(?:so far )?this year|since (?:January|the start of)"
    r"|en todo el (?:país|mundo)|en toda la (?:región|provincia)|en lo que va de año|desde enero|este año"
    r"|dans tout le (?:pays|monde)|dans toute la (?:région|province)|depuis (?:janvier|le début de l['’]année)"
    r"|cette année)",
    re.IGNORECASE,
)
"""Words by which a figure is of more than the event: a whole country, region or year."""
CHANGED_TO = re.compile(r"\b(?:to|from|at|a|à|de|desde|hasta)\s(?:about |some |nearly |unos |environ )?$")
CHANGED = re.compile(
    r"\b(?:raised?|raising|increased?|lifted|doubled|cut|lowered|reduced|revised|rose|risen|fell|fallen|climbed|dropped"
    r"|grew|grown|sub\w+|elev\w+|aument\w+|rebaj\w+|reduj\w+|porté|relevé|abaissé|ramené|passé)\b"
    r"[^.;\d]{0,80}\b(?:to|at|a|à)\s(?:about |some |nearly |unos |environ )?$"
)
TELLERS = re.compile(r"officials?|sources?|witness(?:es)?|fuentes?|testigos?|responsables?|témoins?", re.IGNORECASE)
"""Nouns of those who tell: "three officials" counts nothing of the story."""
