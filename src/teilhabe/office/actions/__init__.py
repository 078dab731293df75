"""Everything that writes in the office, by nouns: centre, team, responsibilities, contacts,
deadlines, requests. Other rooms and our own doors take the verbs from here.
"""

from teilhabe.office.actions.centre import add_theme as add_theme
from teilhabe.office.actions.centre import change_theme as change_theme
from teilhabe.office.actions.centre import end_theme as end_theme
from teilhabe.office.actions.centre import write_profile as write_profile
from teilhabe.office.actions.contacts import add_contact as add_contact
from teilhabe.office.actions.contacts import change_contact as change_contact
from teilhabe.office.actions.contacts import confirm_contact as confirm_contact
from teilhabe.office.actions.contacts import end_contact as end_contact
from teilhabe.office.actions.deadlines import add_deadline as add_deadline
from teilhabe.office.actions.deadlines import change_deadline as change_deadline
from teilhabe.office.actions.deadlines import end_deadline as end_deadline
from teilhabe.office.actions.deadlines import finish_occurrence as finish_occurrence
from teilhabe.office.actions.deadlines import remind_of_deadlines as remind_of_deadlines
from teilhabe.office.actions.deadlines import renew_calendar_key as renew_calendar_key
from teilhabe.office.actions.deadlines import reopen_occurrence as reopen_occurrence
from teilhabe.office.actions.deadlines import withdraw_calendar_key as withdraw_calendar_key
from teilhabe.office.actions.requests import Message as Message
from teilhabe.office.actions.requests import assign_request as assign_request
from teilhabe.office.actions.requests import finish_request as finish_request
from teilhabe.office.actions.requests import receive_request as receive_request
from teilhabe.office.actions.requests import reopen_request as reopen_request
from teilhabe.office.actions.requests import take_request as take_request
from teilhabe.office.actions.responsibilities import add_responsibility as add_responsibility
from teilhabe.office.actions.responsibilities import add_topic as add_topic
from teilhabe.office.actions.responsibilities import change_responsibility as change_responsibility
from teilhabe.office.actions.responsibilities import change_topic as change_topic
from teilhabe.office.actions.responsibilities import end_responsibility as end_responsibility
from teilhabe.office.actions.team import add_post as add_post
from teilhabe.office.actions.team import add_staff as add_staff
from teilhabe.office.actions.team import change_post as change_post
from teilhabe.office.actions.team import change_staff as change_staff
from teilhabe.office.actions.team import end_post as end_post
from teilhabe.office.actions.team import end_secondment as end_secondment
from teilhabe.office.actions.team import enter_absence as enter_absence
from teilhabe.office.actions.team import prolong_secondment as prolong_secondment
from teilhabe.office.actions.team import withdraw_absence as withdraw_absence
