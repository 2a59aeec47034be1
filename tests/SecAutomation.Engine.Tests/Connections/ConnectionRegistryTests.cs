using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Tests.Manifests;

namespace SecAutomation.Engine.Tests.Connections;

/// <summary>The registry is one for the process, so each test uses names and roles of its own.</summary>
public sealed class ConnectionRegistryTests
{
    static ConnectionRegistryTests() => Environment.SetEnvironmentVariable(
        "XDG_CONFIG_HOME", Path.Combine(Path.GetTempPath(), $"SecAutomation.Tests.{Environment.ProcessId}", "config"));

    [Fact]
    public void The_default_of_a_role_is_the_one_that_was_registered_so_last_and_none_where_it_went()
    {
        ConnectionRegistry.Default("RoleA").ShouldBeNull();

        ConnectionRegistry.Register(Connection("a1", "RoleA"));
        ConnectionRegistry.Register(Connection("a2", "RoleA"));
        ConnectionRegistry.Default("rolea")!.Name.ShouldBe("a2");
        ConnectionRegistry.Find("a1").DefaultRole.ShouldBeEmpty();

        ConnectionRegistry.Remove("A2");
        ConnectionRegistry.Default("RoleA").ShouldBeNull();
    }

    [Fact]
    public void A_kept_default_is_kept_until_this_process_says_another()
    {
        ConnectionRegistry.Register(Connection("k1", "RoleK") with { IsPersisted = true });
        ConnectionRegistry.Register(Connection("k2", "RoleK"));
        ConnectionRegistry.Default("RoleK")!.Name.ShouldBe("k2");

        ConnectionRegistry.Remove("k2");

        ConnectionRegistry.Default("RoleK")!.Name.ShouldBe("k1");
        ConnectionRegistry.Remove("k1");
    }

    [Fact]
    public void A_connection_is_opened_once_for_all_threads_and_anew_when_it_is_registered_otherwise()
    {
        var session = new CountingSession();
        ConnectionRegistration registration = Connection("shared", "RoleS");
        ConnectionRegistry.Register(registration);

        LiveConnection[] opened = new LiveConnection[32];
        Parallel.For(0, opened.Length, place => opened[place] = Open("shared", session));

        opened.Distinct().ShouldHaveSingleItem();
        session.Questions.ShouldBe(1);
        ConnectionRegistry.Register(registration);
        Open("SHARED", session).ShouldBeSameAs(opened[0]);
        ConnectionRegistry.Register(registration with { Url = new Uri("https://other.example/") });
        Open("shared", session).ShouldNotBeSameAs(opened[0]);
        ConnectionRegistry.Remove("shared");
        Should.Throw<FailureException>(() => Open("shared", session)).Id.ShouldBe(FailureId.ConnectionNotFound);
    }

    [Fact]
    public void A_failure_to_open_is_not_remembered()
    {
        ConnectionRegistry.Register(Connection("later", "RoleL") with { Secret = [new ConnectionSecret { Setting = "key", Source = SecretSource.Environment, Place = "SECAUTOMATION_LATER" }] });
        Should.Throw<FailureException>(() => Open("later", new CountingSession())).Id.ShouldBe(FailureId.SecretMissing);

        Environment.SetEnvironmentVariable("SECAUTOMATION_LATER", "very-hidden");

        Open("later", new CountingSession()).Name.ShouldBe("later");
    }

    private static LiveConnection Open(string name, ISecretSession session) =>
        ConnectionRegistry.Open(name, _ => LiveAcme.Settings(new Uri("https://acme.example")).Connector, session, TimeProvider.System);

    private static ConnectionRegistration Connection(string name, string role) => new()
    {
        Name = name, Connector = "Acme", Url = new Uri("https://acme.example/"), Role = [role], DefaultRole = [role],
        Secret = [new ConnectionSecret { Setting = "key", Source = SecretSource.Prompt }],
    };

    private sealed class CountingSession : ISecretSession
    {
        private int _questions;

        public int Questions => _questions;

        public IReadOnlyDictionary<string, Secret> ReadVault(string? vault, string name) => throw new InvalidOperationException("No vault was named.");

        public Secret? Ask(string question)
        {
            Interlocked.Increment(ref _questions);
            return Secret.FromText("very-hidden");
        }
    }
}
