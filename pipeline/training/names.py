"""Word lists that harmonise the entity labels of the sources."""


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


VENUE_WORDS = words(
    "stadium arena hall theatre theater airport bridge center centre studio studios building street "
    "avenue road highway museum station church cathedral hospital tower palace castle house square gate "
    "prison cemetery hotel club garden gardens coliseum colosseum auditorium amphitheatre amphitheater "
    "bowl wembley camp fort base mosque temple abbey library lounge cafe café ballroom casino pavilion "
    "speedway racetrack ground mill dam canal tunnel railway expressway freeway boulevard plaza mall zoo "
    "broadway dome stade rink pier monument memorial observatory"
)
LAND_WORDS = words(
    "river lake mountain mountains mount mt ocean sea island islands valley europe asia africa america "
    "americas coast bay peninsula desert gulf basin archipelago scandinavia balkans antarctica oceania "
    "hemisphere hills plateau forest beach west east south north midwest caribbean mediterranean atlantic "
    "pacific earth moon mars venus jupiter saturn sun galaxy nebula australasia alps himalayas sahara "
    "falls creek cape strait channel reef canyon region eurasia siberia delta cave park"
)
LAND_FIRST = words("lake mount mt river gulf bay cape straits strait sea isle")
DEMONYMS = words(
    "american british english french german italian spanish portuguese dutch belgian swiss austrian "
    "swedish norwegian danish finnish icelandic irish scottish welsh polish czech slovak hungarian "
    "romanian bulgarian greek turkish russian ukrainian belarusian serbian croatian bosnian slovenian "
    "albanian macedonian montenegrin kosovar estonian latvian lithuanian georgian armenian azerbaijani "
    "israeli palestinian lebanese syrian iraqi iranian persian saudi kuwaiti qatari emirati yemeni omani "
    "jordanian egyptian libyan tunisian algerian moroccan sudanese ethiopian somali kenyan ugandan "
    "tanzanian rwandan nigerian ghanaian senegalese ivorian cameroonian congolese angolan zambian "
    "zimbabwean mozambican namibian african european asian indian pakistani bangladeshi nepalese nepali "
    "bhutanese burmese thai vietnamese cambodian laotian malaysian singaporean indonesian filipino "
    "filipina philippine chinese taiwanese japanese korean mongolian kazakh uzbek turkmen kyrgyz tajik "
    "afghan australian aboriginal zealander canadian mexican guatemalan honduran salvadoran nicaraguan "
    "rican panamanian colombian venezuelan ecuadorian peruvian bolivian chilean argentine argentinian "
    "paraguayan uruguayan brazilian cuban jamaican haitian dominican barbadian bahamian trinidadian "
    "caribbean latino latina latinos hispanic arab arabs arabic kurdish kurds jew jews jewish muslim "
    "muslims islamic christian christians catholic catholics protestant protestants buddhist hindu hindus "
    "sikh sikhs mormon methodist anglican lutheran orthodox baptist democrat democrats democratic "
    "republican republicans conservative conservatives labour liberal liberals socialist socialists "
    "communist communists nazi nazis marxist americans britons germans italians russians canadians "
    "australians scots irishman englishman frenchman indians mexicans europeans africans asians slavic "
    "germanic celtic nordic scandinavian roman romans greeks byzantine ottoman soviet prussian flemish "
    "walloon basque catalan galician breton cornish manx faroese sami maltese cypriot sicilian tuscan "
    "bavarian viennese parisian londoner yorker californian texan hawaiian alaskan cherokee navajo sioux "
    "apache inuit maori samoan tongan fijian papuan tibetan uyghur bengali punjabi tamil telugu marathi "
    "gujarati kannada malayalam sinhalese lankan maldivian yugoslav czechoslovak malian"
)
UNSURE_DEMONYMS = words("liberal conservative labour democratic orthodox roman baptist caribbean")
DEMONYM_FIRST = words("south north east west new anglo afro african and sri costa puerto")
TITLES = words(
    "Mr Mrs Ms Dr President Senator Queen King Prince Princess Sir Lord Lady Judge Justice Professor Prof "
    "Captain General Minister Emperor Pope Saint Speaker Chairman Governor Mayor Rev Father Vice Prime "
    "Secretary"
)
CALENDAR = words(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)
CONTINENTS = {"north america", "south america", "central america", "latin america"}
JOINERS = {"-", "'", "’", "&", "of", "de", "van", "von", "and", "for", "du", "la", "al"}
INNER = JOINERS | {"the", "'s", "’s"}
SURE_JOINERS = {"-", "&", "de", "van", "von", "du", "la", "al"}


def is_demonym(words: list[str]) -> bool:
    """Whether a name stands for a people, a religion or a party line ("South African")."""
    low = [w.lower().strip(".") for w in words if w != "-"]
    known = all(w in DEMONYMS or w in DEMONYM_FIRST for w in low)
    return len(low) <= 3 and known and any(w in DEMONYMS for w in low)


def place_label(words: list[str]) -> str:
    """GPE, LOC, FAC or NORP for a name that a source calls a place."""
    last, first = words[-1].lower().strip("."), words[0].lower().strip(".")
    if is_demonym(words) and last != "caribbean":
        return "NORP"
    if last in VENUE_WORDS:
        return "FAC"
    if last == "america":
        return "LOC" if " ".join(words).lower() in CONTINENTS else "GPE"
    return "LOC" if last in LAND_WORDS or first in LAND_FIRST else "GPE"
