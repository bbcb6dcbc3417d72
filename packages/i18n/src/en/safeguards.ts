/** Consent, capacity, disclosure and care: what people are told before and while they give their words. */
export const safeguards = {
  'welcome.community':
    'You decide what you share. You can stop at any time, and you do not have to give a reason. Saying no never affects any help or service you get.',
  'welcome.staff':
    'Write what your organisation did and knows. Leave community members’ words as they are. If you type for someone, mark it and read it back.',
  'welcome.visibility': 'Everyone in this case study can see what you write as you write it, and your name or chosen name beside it.',
  'welcome.disclosure':
    'Some of the partners are public bodies. What is written here, also drafts and comments, may be asked for under freedom of information law. Do not write anything about your health or other people that you would not want an outsider to read.',
  'welcome.urgent':
    'Nobody watches this page all the time. If you or someone else is in danger, contact the emergency services or the local contact named here.',
  'welcome.difficult':
    'Writing about hard things can bring them back. You can skip any question, take a break or ask someone to write for you.',

  'consent.title': 'May we use your words?',
  'consent.intro': 'These are your words. Nobody may change them without asking you. Please read them, or ask someone to read them to you.',
  'consent.identity.question': 'How do you want to be shown?',
  'consent.identity.anonymousWarning':
    'Even without your name, people who know you may recognise you from what you say, especially in a small place.',
  'consent.scope.question': 'Where may your words be used? Choose as many or as few as you like.',
  'consent.duration.question': 'How long is this yes valid? We ask you again before it runs out.',
  'consent.conditions.question': 'Is there anything we must not do with your words?',
  'consent.thirdParty.question': 'Do your words mention other people? Have they been asked, or can we take out what points to them?',
  'consent.health':
    'Your words say something about health. Health information has extra protection by law, so we need a clear yes to use exactly these words.',
  'consent.withdraw.how': 'You can take back your yes here at any time, or tell the contact person. It is as easy as saying yes.',
  'consent.withdraw.limits':
    'When you withdraw, your words are removed from the case study and from new exports straight away. We will ask those who have published it to remove them too. We cannot call back copies that others have already printed or downloaded.',
  'consent.child.child':
    'You can say yes or no. It is also fine to say yes now and no later. Ask if there is anything you do not understand.',
  'consent.child.guardian': 'The child decides together with you. If the child says no, we do not use the words, even if you say yes.',
  'consent.button.yes': 'Yes, use my words this way',
  'consent.button.no': 'No, do not use them',
  'consent.button.change': 'I want to change my words first',
  'consent.button.withdraw': 'Take back my yes',
  'consent.receipt': 'Here is your copy. It says what you agreed to, until when, and how to change your mind.',
  'consent.removedNote': 'Words were removed here at the request of the person who gave them.',
  'consent.waitingNote': 'Words are waiting here for a yes from the person who said them.',
  'consent.scribe.ask': 'You typed this for someone else. Whose words are they?',
  'consent.scribe.readBack': 'Read the words back, in the person’s own language if you can. Then say how it was confirmed.',

  'rule.voiceLocked': 'Only the person who said this can change it. You can comment, or suggest a change and wait for their answer.',
  'rule.communitySection': 'Community members lead this section. Suggestions from others appear beside the text.',
  'rule.capacity':
    'You write here as: {{sector}}. To speak in another capacity, ask the facilitator. Both you and the group will see the change.',

  'voice.short':
    'This section hopes for more community voice: {{share}}% now, {{target}}% hoped for. It is a prompt for a conversation, not a score.',
  'voice.unconfirmed_one': 'One word was typed for someone and is not confirmed yet. It does not count as community voice.',
  'voice.unconfirmed_other':
    '{{count, number}} words were typed for someone and are not confirmed yet. They do not count as community voice.',

  'comment.promise': 'Questions and comments from the community always get an answer. This one is due by {{date}}.',
  'comment.overdue_one': 'This question has waited one day. {{owner}} has been reminded.',
  'comment.overdue_other': 'This question has waited {{count, number}} days. {{owner}} has been reminded.',

  'response.needReason': 'Please give the reason, and who answers for the decision.',
  'response.satisfied': 'Did this answer your question?',
  'response.notSatisfied': 'No – keep my note beside the answer',

  'signoff.statement': 'I have read this version, or had it read to me. I stand by it as someone speaking for: {{sector}}.',
  'signoff.reservation': 'I sign, and I want this note published with it:',
  'signoff.lapsed': 'The text has changed since you signed. Please look at the changes and sign again.',
  'signoff.needCommunity_one': 'Publishing needs sign-off from at least one community member who is not paid by a partner for that role.',
  'signoff.needCommunity_other':
    'Publishing needs sign-off from at least {{count, number}} community members who are not paid by a partner for that role.',

  'data.smallNumber': 'This number is small enough to point to a person. Hide it, merge groups, or use a longer period.',
  'data.hidden': 'Hidden: small number',
  'data.identifiable': 'This looks like it could identify someone ({{hint}}). Is that person content with this?',
} as const
