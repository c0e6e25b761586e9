"""Texts written for these tests."""

from __future__ import annotations

from collections.abc import Callable

from sayso.types import Article

MakeArticle = Callable[..., Article]

FLOOD = (
    "The river Tarn burst its banks in the town of Millbrook early on Tuesday, and firefighters carried forty "
    "people from their roofs before dawn. Mayor Odile Ferrant said the old wooden bridge had been swept away "
    "and that the water stood two metres high in the market hall. Engineers from the regional office were "
    "trying to open the upper sluice, which had been blocked by timber since the autumn storms. Three schools "
    "stayed shut, trains were stopped between Millbrook and Castle Wyre, and the army sent six boats and a "
    "field kitchen. No one was known to have died, but two farm workers from the island of Reeds were missing, "
    "their families told the local radio station."
)
FLOOD_OTHER = (
    "Rescue crews in Millbrook spent Wednesday looking for two missing farm workers after the Tarn flooded "
    "half the town. Mayor Ferrant, wearing rubber boots, promised to rebuild the bridge in stone. Insurers put "
    "the damage in Millbrook at nine million crowns, and shopkeepers swept mud out of the market hall. The "
    "army boats will stay until the river falls below the mark on the old mill, a spokesman for the regional "
    "office said."
)
TRIAL = (
    "A court in Port Salva found the shipping magnate Henrik Voss guilty of bribing customs officers on "
    "Tuesday and sent him to prison for seven years. Judge Amina Laurent said the payments, hidden as "
    "consultancy fees, had gone on for a decade. Voss, who ran the Blue Pennant line, will appeal, his lawyer "
    "told reporters outside. Prosecutors had asked for ten years and the seizure of a yacht. Shares of Blue "
    "Pennant fell by a fifth before trading was halted."
)
LOOKALIKE = (
    "The river Ebor burst its banks in the town of Quillan early on Tuesday and firefighters took people from "
    "roofs. Mayor Tomas Brandt said a railway embankment had collapsed. Schools were shut and the army was "
    "asked for boats. In Quillan the water reached the windows of the cathedral library, and volunteers formed "
    "a chain to save its books. Brandt said that the Ebor had never been so high since measurements began at "
    "Quillan lock."
)
FLOOD_SPANISH = (
    "El río Tarn se desbordó en la madrugada del martes en la localidad de Millbrook y los bomberos rescataron a "
    "cuarenta personas de los tejados. La alcaldesa Odile Ferrant dijo que el viejo puente de madera había sido "
    "arrastrado por el agua. Dos trabajadores agrícolas siguen desaparecidos y el ejército envió seis lanchas."
)
LOOKALIKE_SPANISH = (
    "El río Ebor se desbordó el martes en la ciudad de Quillan y los bomberos rescataron a vecinos de los tejados. El "
    "alcalde Tomas Brandt dijo que un terraplén del ferrocarril se había hundido. Las escuelas cerraron y en Quillan "
    "los voluntarios formaron una cadena para salvar los libros de la biblioteca de la catedral."
)
