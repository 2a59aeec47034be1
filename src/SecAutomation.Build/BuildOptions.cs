namespace SecAutomation.Build;

/// <summary>What follows the task on the command line.</summary>
public sealed record BuildOptions
{
    /// <summary>Debug or Release.</summary>
    public required string Configuration { get; init; }

    /// <summary>Whether tests of the category Heavy run too.</summary>
    public bool Heavy { get; init; }

    /// <summary>Whether tests of the category Server run too, which need the servers of <c>tests/Servers</c>.</summary>
    public bool Server { get; init; }

    /// <summary>The name of a new connector.</summary>
    public string Connector { get; init; } = "";

    /// <summary>What it is to the job: scanner, inventory or tracker.</summary>
    public string Role { get; init; } = "scanner";

    /// <summary>What follows <c>--</c>, for the program that the task starts.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Reads the options; null with a complaint where one is unknown to the task.</summary>
    public static BuildOptions? Parse(ReadOnlySpan<string> arguments, Tasks.BuildTask task, out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(task);
        BuildOptions options = new() { Configuration = task.Configuration };
        complaint = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--configuration" or "-c" when i + 1 < arguments.Length:
                    string? configuration = KnownConfiguration(arguments[++i]);
                    if (configuration is null)
                    {
                        complaint = $"The configuration is Debug or Release, not '{arguments[i]}'.";
                        return null;
                    }

                    options = options with { Configuration = configuration };
                    break;
                case "--heavy" when task.TakesCategories:
                    options = options with { Heavy = true };
                    break;
                case "--server" when task.TakesCategories:
                    options = options with { Server = true };
                    break;
                case "--role" when task.TakesConnector && i + 1 < arguments.Length:
                    options = options with { Role = arguments[++i] };
                    break;
                case not "" when task.TakesConnector && options.Connector.Length == 0 && !arguments[i].StartsWith('-'):
                    options = options with { Connector = arguments[i] };
                    break;
                case "--" when task.TakesRest:
                    return options with { Rest = arguments[(i + 1)..].ToArray() };
                default:
                    complaint = $"The task '{task.Name}' knows no option '{arguments[i]}'.";
                    return null;
            }
        }

        complaint = !task.TakesConnector ? null
            : options.Connector.Length == 0 ? $"The task '{task.Name}' needs a name: {task.Name} MyProduct."
            : !Tasks.NewConnectorTask.Roles.Contains(options.Role, StringComparer.Ordinal) ? $"The role is scanner, inventory or tracker, not '{options.Role}'."
            : null;
        return complaint is null ? options : null;
    }

    private static string? KnownConfiguration(string text) =>
        string.Equals(text, "Debug", StringComparison.OrdinalIgnoreCase) ? "Debug"
        : string.Equals(text, "Release", StringComparison.OrdinalIgnoreCase) ? "Release"
        : null;
}
