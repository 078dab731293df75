"""What anyone may see of the office: its pages, whom to ask, and a way to write to it."""

from teilhabe.office.public.contacts import contact as contact
from teilhabe.office.public.contacts import contact_list as contact_list
from teilhabe.office.public.contacts import vcard as vcard
from teilhabe.office.public.message import thanks as thanks
from teilhabe.office.public.message import write as write
from teilhabe.office.public.pages import about as about
from teilhabe.office.public.pages import accessibility as accessibility
from teilhabe.office.public.pages import crosscutting as crosscutting
from teilhabe.office.public.pages import education as education
from teilhabe.office.public.pages import home as home
from teilhabe.office.public.pages import imprint as imprint
from teilhabe.office.public.pages import plain_language as plain_language
from teilhabe.office.public.pages import privacy as privacy
