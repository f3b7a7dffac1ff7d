/**
 * Words by which names are told apart. Sources: titles and offices as the AP and Chicago style books and the United Nations'
 * protocol list name them; company forms after ISO 20275 (entity legal forms); countries after ISO 3166; the rest from
 * English grammar. Nothing here is a name of a person, a firm or a product.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Courtesy titles and ranks that stand only before a name. */
export const HONORIFICS = words(`
  mr. mr mrs. mrs ms. ms miss dr. dr prof. prof sir dame lord lady rev. rev hon. hon sen. sen sens. rep. rep reps. gov. gov gen. gen lt. lt
  col. col maj. maj capt. capt sgt. sgt cpl. pvt. adm. adm cmdr. comrade madam madame monsieur sheikh sheikha prince princess king queen
  pope cardinal archbishop bishop father sister imam rabbi ayatollah emperor sultan emir duke duchess baron baroness herr frau señor don
  fr. st. pres. supt. det. insp. cllr lieutenant colonel major captain sergeant corporal admiral commander brigadier marshal private`);

/** Honorifics that are mere courtesy, or an academic degree: no title that an outline should list. */
export const COURTESIES = words(`
  mr. mr mrs. mrs ms. ms miss dr. dr sir dame lord lady rev. rev hon. hon comrade madam madame monsieur prince princess king queen father
  sister herr frau señor don fr. st. cllr sheikh sheikha imam rabbi`);

/** Offices and roles: before a name ("Chairman Kim"), or after it ("Jane Roe, chief executive of …"). */
export const OFFICES = words(`
  president chairman chairwoman chairperson chair secretary minister premier chancellor governor senator representative congressman
  congresswoman mayor judge justice ambassador commissioner director head chief executive officer ceo cfo coo cto cio cmo founder co-founder
  cofounder owner partner principal manager supervisor coordinator co-ordinator administrator treasurer registrar professor lecturer
  researcher scientist economist analyst strategist engineer author co-author editor reporter correspondent spokesman spokeswoman
  spokesperson spokespeople dean provost rector superintendent inspector detective constable sheriff attorney lawyer counsel prosecutor
  solicitor barrister general vice deputy assistant associate senior junior managing leader speaker whip member envoy delegate
  consul advisor adviser consultant specialist expert fellow curator coach captain trustee councillor councilor councilman councilwoman councilmember assemblymember
  assemblyman assemblywoman alderman alderwoman freeholder
  deputy-director vice-president vice-chairman undersecretary under-secretary comptroller controller auditor ombudsman marshal
  physician doctor surgeon nurse epidemiologist veterinarian pharmacist historian archivist librarian teacher student resident
  president-elect candidate nominee strategist pollster campaigner activist organizer organiser chaplain pastor bishop archbishop
  commander lieutenant colonel major sergeant admiral conductor composer architect designer investigator co-chair co-chairman cochair
  vp svp evp md mp mep mla aide chairmanship undersecretary-general secretary-general director-general attorney-general
  politburo party-secretary commissar vice-premier vice-chancellor vice-minister co-director lead agent officer-in-charge
  governor-general solicitor-general controller-general acting interim former outgoing incoming ex-president first prime foreign
  chief-of-staff staff co-ceo creator co-owner host presenter producer musician actor actress singer farmer grower fisherman
  manager-general paramedic firefighter shareholder investor entrepreneur businessman businesswoman banker trader broker`);

/** Words that stand before an office and belong to it: "Chief Financial Officer", "Deputy Prime Minister". */
export const OFFICE_MODIFIERS = words(`
  chief vice deputy assistant associate senior junior executive general managing financial operating marketing technology information
  scientific science medical legal commercial strategy people human resources product revenue digital data security global regional
  national federal state local prime first acting interim former outgoing incoming foreign defence defense finance interior health
  home trade energy education justice opposition party lead co principal permanent special public press media communications corporate
  district county city police fire majority minority house senate attorney solicitor editor news sports research creative artistic
  program programme project country campaign company board vice- united states district circuit`);

/** Roles that a sentence gives to nobody in particular: "a spokesman", "officials". */
export const UNNAMED_ROLES = words(`
  spokesman spokeswoman spokesperson spokespeople spokesmen official officials aide aides source sources witness witnesses person people
  someone somebody anyone everyone one others another some many most few critic critics supporter supporters opponent opponents analyst
  analysts expert experts observer observers resident residents voter voters neighbor neighbors neighbour neighbours lawyer lawyers
  attorney attorneys prosecutor prosecutors investigator investigators authorities employee employees worker workers staffer staffers
  scientist scientists researcher researchers economist economists doctor doctors lawmaker lawmakers senator senators politician
  politicians diplomat diplomats leader leaders executive executives advisers adviser advisors advisor activist activists protester
  protesters man men woman women student students teacher teachers parent parents friend friends relative relatives family police
  officer officers soldier soldiers reporter reporters journalist journalists participant participants respondent respondents
  customer customers consumer consumers patient patients investor investors trader traders farmer farmers member members insider
  insiders strategist strategists donor donors representative representatives delegate delegates judge judges jury jurors ally allies`);

/** Groups that speak with one voice. */
export const GROUP_NOUNS = words(`
  officials aides sources witnesses people others critics supporters opponents analysts experts observers residents voters neighbors
  neighbours lawyers attorneys prosecutors investigators authorities employees workers scientists researchers economists doctors lawmakers
  senators politicians diplomats leaders executives advisers advisors activists protesters men women students teachers parents friends
  relatives police officers soldiers reporters journalists participants respondents customers consumers patients investors traders
  farmers members insiders strategists donors representatives delegates judges jurors allies republicans democrats americans
  conservatives liberals families communities ministers countries governments nations parties sides firefighters campaigners
  organizers organisers trustees directors shareholders unions companies teams scholars historians teenagers children citizens`);

/** Things that are written, and say something: "the report found". */
export const DOCUMENT_NOUNS = words(`
  report reports study studies statement survey surveys poll polls article letter memo email e-mail book paper document documents review
  analysis research findings data figures statistics release text transcript communique communiqué declaration resolution bill law act
  treaty agreement filing lawsuit complaint indictment affidavit petition op-ed editorial column post tweet video ad advertisement headline
  story notice guidance bulletin summary census audit assessment evaluation manifesto website site page report's newsletter interview
  evidence results records record investigation inquiry ruling opinion order decision speech message plan policy proposal`);

/** Nouns by which a text calls an organisation it has named: "the company". */
export const ORGANIZATION_NOUNS = words(`
  company firm group ministry department agency university college school institute institution bank fund foundation association
  organization organisation committee commission council court party government administration bureau office authority board union
  federation society charity nonprofit non-profit ngo club league team hospital clinic center centre laboratory lab newspaper magazine
  network station broadcaster publisher airline manufacturer retailer maker supplier operator carrier bank insurer brewer utility startup
  start-up corporation partnership consortium alliance coalition campaign regulator watchdog think-tank embassy parliament senate
  congress house city county state town police force army navy military corps service museum library church provider developer
  vendor brand studio secretariat kingdom republic country nation trust guild forum academy orchestra theatre theater cooperative`);

/** Heads and forms that make a run of capitals an organisation. */
export const ORGANIZATION_WORDS = words(`
  inc inc. corp corp. co co. company corporation ltd ltd. limited llc llp plc gmbh ag sa s.a. nv n.v. bv b.v. ab oy oyj asa spa s.p.a. srl
  pty pte bhd kk holdings holding group partners partnership ventures capital bank bancorp trust fund funds foundation association
  federation union alliance coalition council committee commission board bureau agency authority administration ministry department
  office secretariat institute institution institutes university college school academy faculty laboratory laboratories lab labs center
  centre hospital clinic clinics society club league party congress senate parliament assembly house court tribunal police army navy
  force forces corps guard service services network networks news times post journal tribune herald gazette press agency media
  broadcasting television radio studios pictures entertainment records publishing publishers systems technologies technology
  solutions software industries industrial international global enterprises logistics airlines airways motors energy power electric
  oil gas petroleum pharmaceuticals pharma therapeutics biosciences biotech biotherapeutics diagnostics medical health healthcare insurance
  assurance securities investments investment advisors advisers consulting associates brothers bros foods brewery brewing restaurants hotels
  forum guild trust mutual cooperative watch growers
  resorts properties realty estates construction engineering mining steel chemicals chemical materials semiconductor semiconductors
  telecom telecommunications communications wireless mobile digital interactive games organization organisation museum library
  church diocese archdiocese ministries charity nonprofit consortium cooperative co-operative initiative project program programme campaign
  teamsters workers taskforce observatory zoo orchestra philharmonic theatre theater festival embassy mission command pentagon kremlin
  reserve exchange chamber guild order nations states-party directorate inspectorate registry treasury marshals`);

/** Words in capitals that are no names of persons, though they look it: places' parts, events, products, days. */
export const NOT_PERSON = words(`
  street avenue road lane boulevard drive square park lake river mount mountain mountains bay island islands ocean sea gulf valley beach
  city county state province district region north south east west northern southern eastern western central airport station bridge
  building tower stadium hall plaza tower war battle day week month year century conference summit forum festival award awards prize
  championship cup games olympics election amendment constitution act bill law treaty agreement accord protocol declaration resolution
  plan project program programme initiative strategy agenda system platform series edition version model covid covid-19 internet web
  january february march april june july august september october november december monday tuesday wednesday thursday friday saturday
  sunday christmas easter thanksgiving god bible republican democrat democratic republicans democrats christian muslim jewish catholic
  bank report study press release news media statement immediate contact about chapter section article table figure note page photo
  video read click share follow subscribe q1 q2 q3 q4 fy forward-looking statements income revenue earnings ebitda sales research
  interview interviews article articles website websites notice disclaimer standards standard buyers sellers homes home furniture
  interiors flooring gutters mushrooms minerals metals biologics aesthetics token tokens coin crypto wiki expo diet workshop workshops
  webinar quarter selection features feature benefits durability efforts challenges solutions tips guide edition collection hate
  violence crime crimes prevention safety act place view legal official free exclusive final initial adjusted net improved`);

/** Verbs of headlines: capitals throughout do not make them part of a name. */
export const HEADLINE_VERBS = words(`
  announces announce reports launches unveils expands appoints names wins receives signs opens joins acquires completes introduces
  releases celebrates hosts presents reveals marks secures raises partners delivers strengthens drives brings helps makes takes gets
  meets holds visits sends calls urges warns says supports transforms offers provides becomes achieves earns selects enters closes`);

/** Offices that are no surnames: at the end of a run of capitals they make it a title without a name, "Vingroup Chairman". */
export const PLAIN_OFFICES = words(`
  chairman chairwoman chairperson ceo cfo coo cto cio cmo president vice-president director manager secretary minister premier
  commissioner officer executive founder co-founder cofounder spokesperson spokesman spokeswoman agent attorney ambassador
  secretary-general director-general undersecretary representative coordinator co-chair`);

/** Capitalised at the start of a sentence, and nothing but grammar. */
export const COMMON_OPENERS = words(`
  the a an this that these those he she it they we i you his her its their our my your who whom whose what which when where why how if
  in on at for from with by of to as and but or so yet nor not no yes all any both each every either neither some many most few several
  more less much other another such same own one two three four five six seven eight nine ten first second third last next new old
  after before since until while during through throughout under over above below between among against along across around
  about into onto upon within without despite because although though unless whether once also too even still just only now then
  there here today yesterday tomorrow tonight recently currently earlier later however meanwhile moreover furthermore additionally
  finally instead indeed perhaps maybe thus therefore hence overall according asked speaking adding additional based due given
  following including like unlike regarding concerning per via see let please thank thanks welcome is are was were be been being do
  does did has have had will would shall should can could may might must said says say told called noted don't doesn't didn't
  it's that's there's we're we've i'm i've they're he's she's you're what's let's isn't aren't wasn't can't won't president-elect
  nobody everybody somebody anybody everyone someone anyone nothing everything something readers speakers delegates members visitors
  back later soon again never always often sometimes usually perhaps further together today's nearly almost`);

/** Particles that stand inside a person's name in small letters. */
export const NAME_PARTICLES = words(
  'de del della der den di da dos das du des la le las los van von zu zum zur bin bint ibn al el ben ter ten y e af av mac san st. santa',
);

export const NAME_SUFFIXES = words('jr. jr sr. sr ii iii iv esq. esq ph.d. phd md m.d. mba cpa obe cbe mbe kc qc');

/** Countries, and adjectives and people made of them; regions, continents, United States and capitals that head datelines. */
export const PLACES = words(`
  afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus
  belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burundi cambodia cameroon canada chad chile china colombia
  congo croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon
  gambia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel
  italy jamaica japan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
  liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia
  montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama
  paraguay peru philippines poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore slovakia
  slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey türkiye
  turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe america americas africa europe
  asia antarctica oceania eurasia scandinavia balkans caribbean britain england scotland wales dprk prc uae usa uk eu u.s. u.k.
  alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas
  kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
  pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec alberta manitoba
  london paris berlin rome madrid vienna brussels geneva zurich oslo stockholm copenhagen helsinki warsaw prague budapest athens lisbon
  dublin moscow kyiv kiev beijing shanghai tokyo seoul pyongyang delhi mumbai islamabad kabul tehran baghdad jerusalem cairo nairobi
  karachi lahore dhaka kathmandu colombo jakarta manila bangkok hanoi ankara istanbul riyadh doha dubai muscat damascus amman beirut
  algiers rabat accra dakar harare lusaka kampala pretoria bogota quito caracas havana brasilia minsk tbilisi yerevan baku tashkent
  vilnius tallinn reykjavik bratislava ljubljana zagreb sarajevo belgrade bucharest chisinau skopje tirana valletta nicosia wellington
  taipei ulaanbaatar
  lagos johannesburg canberra sydney melbourne toronto ottawa montreal vancouver chicago boston philadelphia houston dallas atlanta
  miami seattle denver phoenix detroit minneapolis cleveland pittsburgh baltimore manhattan brooklyn hollywood
  american canadian mexican british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian
  swedish norwegian danish finnish polish czech hungarian greek turkish russian ukrainian chinese japanese korean indian pakistani
  afghan iranian iraqi israeli palestinian syrian lebanese egyptian saudi african european asian arab latin australian brazilian
  argentine chilean colombian venezuelan cuban nigerian kenyan ethiopian somali indonesian malaysian thai vietnamese filipino
  americans canadians mexicans europeans africans asians chinese russians germans italians israelis palestinians`);

/** Words for any organisation; "the ministry" and "the bank" want one of that name. */
export const GENERIC_ORGANIZATION =
  /^(?:company|firm|group|organization|organisation|charity|nonprofit|agency|corporation|startup|institution)$/;
