# What the tests need in Redmine: two projects, a group as the team, the custom field of the key, and accounts for each kind of right.
require 'json'
Setting.rest_api_enabled = '1'
Setting.issue_group_assignment = '1'
Setting.text_formatting = 'textile'
Setting.notified_events = []
Setting.login_required = '0'
admin = User.find_by_login('admin')
admin.must_change_passwd = false
admin.save!(validate: false)

def account(login, first, last)
  user = User.find_by_login(login) || User.new
  user.login = login
  user.firstname, user.lastname, user.mail = first, last, "#{login}@example.test"
  user.password = user.password_confirmation = 'Correct-horse-1'
  user.must_change_passwd = false
  user.status = 1
  user.save!
  user
end

def project(identifier, name, public)
  Project.find_by_identifier(identifier) ||
    Project.create!(name: name, identifier: identifier, is_public: public, trackers: Tracker.all.to_a, enabled_module_names: %w[issue_tracking])
end

def member(project, principal, role)
  Member.create!(project: project, principal: principal, roles: [role]) unless Member.where(project_id: project.id, user_id: principal.id).any?
end

def field(name, options)
  IssueCustomField.find_by_name(name) ||
    IssueCustomField.create!({ name: name, field_format: 'string', is_for_all: false, searchable: true, trackers: Tracker.all.to_a, visible: true }.merge(options))
end

manager = Role.find_by_name('Manager')
developer = Role.find_by_name('Developer')
reporter = Role.find_by_name('Reporter')
service = account('svc-secauto', 'Svc', 'Secauto')
reader = account('svc-reader', 'Svc', 'Reader')
alice = account('alice', 'Alice', 'Person')
team = Group.find_by_lastname('IT Operations') || Group.create!(lastname: 'IT Operations')
team.users << alice unless team.users.include?(alice)
network = Group.find_by_lastname('Network') || Group.create!(lastname: 'Network')
it = project('it', 'IT', false)
open = project('open-it', 'A project that anybody may read', true)
[it, open].each do |one|
  member(one, service, manager)
  member(one, reader, reporter)
  member(one, team, developer)
  member(one, network, developer)
end
member(it, alice, developer)
reporter.add_permission!(:view_issues)
reporter.remove_permission!(:add_issues, :edit_issues, :add_issue_notes)
key = field('SecAutomationKey', is_filter: true)
unfiltered = field('A field that is no filter', is_filter: false)
[it, open].each { |one| one.issue_custom_fields = [key, unfiltered] }
puts JSON.generate(
  service: service.api_key, reader: reader.api_key, admin: admin.api_key, person: alice.api_key,
  key: key.name, unfiltered: unfiltered.name)
