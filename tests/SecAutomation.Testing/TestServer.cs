namespace SecAutomation.Testing;

/// <summary>A real server that <c>tests/Servers</c> started, as its environment variables tell where it is.</summary>
/// <remarks>
/// A test that uses one has the trait <c>Category=Server</c>. <c>SECAUTOMATION_REQUIRE_SERVERS=1</c> turns the absence of a
/// server from a skipped test into a failed one.
/// </remarks>
public sealed class TestServer
{
    private const string RequireVariable = "SECAUTOMATION_REQUIRE_SERVERS";

    private readonly string _prefix;

    private TestServer(string prefix) => _prefix = prefix;

    /// <summary>The PostgreSQL, Request Tracker or Redmine of the tests; skips the test where it was not started.</summary>
    /// <param name="product">The product's part in the names of the variables, for example <c>POSTGRESQL</c>.</param>
    /// <param name="skip">How the test framework skips, for example <c>Assert.Skip</c>.</param>
    public static TestServer Require(string product, Action<string> skip)
    {
        ArgumentNullException.ThrowIfNull(skip);
        string prefix = $"SECAUTOMATION_{product}_";
        bool isThere = Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
        if (!isThere)
        {
            string reason = $"No variable begins with {prefix}: start the servers with  eval \"$(tests/Servers/start)\"";
            if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
                throw new InvalidOperationException(reason);

            skip(reason);
        }

        return new TestServer(prefix);
    }

    /// <summary>One of its values; the name is what follows the product.</summary>
    public string this[string name] => Environment.GetEnvironmentVariable(_prefix + name)
        ?? throw new InvalidOperationException($"The variable {_prefix}{name} is not set.");
}
