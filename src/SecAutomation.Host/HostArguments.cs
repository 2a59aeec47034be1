namespace SecAutomation.Host;

/// <summary>The command line of the host: the part of pwsh's that a script or a scheduled job uses.</summary>
public sealed record HostArguments
{
    /// <summary>How to call the host.</summary>
    public const string Usage = """
        SecAutomation.Host [-ModulePath FOLDER] [-NonInteractive] -Command TEXT
        SecAutomation.Host [-ModulePath FOLDER] [-NonInteractive] -File SCRIPT [arguments]

          -Command         runs the text; - reads it from standard input
          -File            runs a script; what follows are its parameters and values
          -ModulePath      the folder that holds SecAutomation.psd1; by default SECAUTOMATION_MODULE,
                           else the module beside this program or in the checkout's artifacts
          -NonInteractive  a question is an error
        """;

    /// <summary>The text to run; null with <see cref="File"/>.</summary>
    public string? Command { get; private init; }

    /// <summary>The script to run; null with <see cref="Command"/>.</summary>
    public string? File { get; private init; }

    /// <summary>What follows the script's path.</summary>
    public IReadOnlyList<string> FileArguments { get; private init; } = [];

    /// <summary>The folder of the module; null for the usual places.</summary>
    public string? ModulePath { get; private init; }

    /// <summary>Whether a question is an error.</summary>
    public bool NonInteractive { get; private init; }

    /// <summary>Whether the caller only wants to know.</summary>
    public static bool AskForUsage(IReadOnlyList<string> arguments) =>
        arguments is ["-?" or "-h" or "-Help" or "-help" or "--help"];

    /// <summary>Reads the arguments; null with a complaint where they make no sense.</summary>
    /// <param name="arguments">As the operating system gives them.</param>
    /// <param name="complaint">What is wrong.</param>
    public static HostArguments? Parse(IReadOnlyList<string> arguments, out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        HostArguments parsed = new();
        complaint = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i].TrimStart('-').ToUpperInvariant();
            bool isLast = i + 1 == arguments.Count;
            switch (name)
            {
                case "COMMAND" or "C" when !isLast:
                    return parsed with { Command = string.Join(' ', arguments.Skip(i + 1)) };
                case "FILE" or "F" when !isLast:
                    return parsed with { File = arguments[i + 1], FileArguments = [.. arguments.Skip(i + 2)] };
                case "MODULEPATH" when !isLast:
                    parsed = parsed with { ModulePath = arguments[++i] };
                    break;
                case "NONINTERACTIVE":
                    parsed = parsed with { NonInteractive = true };
                    break;
                case "NOPROFILE" or "NOLOGO":
                    // The host has neither; scheduled jobs written for pwsh say so all the same.
                    break;
                case "COMMAND" or "C" or "FILE" or "F" or "MODULEPATH":
                    complaint = $"{arguments[i]} needs a value.";
                    return null;
                default:
                    complaint = $"'{arguments[i]}' is not understood.";
                    return null;
            }
        }

        complaint = "Neither -Command nor -File was given.";
        return null;
    }
}
