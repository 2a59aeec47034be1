using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SecAutomation.Host.Terminal;

/// <summary>Asks the person at the terminal, and fails clearly where there is none.</summary>
/// <param name="questions">Where questions are written: not the output, which may be a pipe.</param>
/// <param name="answers">Where answers are read.</param>
/// <param name="isInteractive">Whether anything may be asked.</param>
public sealed class Questions(TextWriter questions, TextReader answers, bool isInteractive)
{
    private const string NextStep = "Give the value as a parameter; where a confirmation is asked for, -Confirm:$false goes on without.";

    /// <summary>Reads a line.</summary>
    public string ReadLine()
    {
        RequireSomebody();
        return answers.ReadLine()
            ?? throw new HostException($"There is nobody to answer: standard input is at its end. {NextStep}");
    }

    /// <summary>Reads a line without showing it.</summary>
    public SecureString ReadSecret()
    {
        SecureString secret = new();
        RequireSomebody();
        if (Console.IsInputRedirected)
        {
            foreach (char c in ReadLine())
            {
                secret.AppendChar(c);
            }

            secret.MakeReadOnly();
            return secret;
        }

        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        questions.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Asks for the values of mandatory parameters.</summary>
    public IDictionary<string, PSObject> AskFields(
        string caption, string message, IReadOnlyList<FieldDescription> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Say(caption, message);
        Dictionary<string, PSObject> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in fields)
        {
            questions.Write($"{field.Name}: ");
            questions.Flush();
            values[field.Name] = field.ParameterTypeFullName == typeof(SecureString).FullName
                ? PSObject.AsPSObject(ReadSecret())
                : PSObject.AsPSObject(ReadLine());
        }

        return values;
    }

    /// <summary>Asks which of the choices is taken.</summary>
    public int AskChoice(string caption, string message, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Say(caption, message);
        while (true)
        {
            for (int i = 0; i < choices.Count; i++)
            {
                (string key, string label) = KeyOf(choices[i]);
                questions.Write($"[{key}] {label}  ");
            }

            string byDefault = defaultChoice >= 0 ? $" (default is \"{KeyOf(choices[defaultChoice]).Key}\")" : "";
            questions.Write($"[?] Help{byDefault}: ");
            questions.Flush();
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (int i = 0; i < choices.Count; i++)
            {
                (string key, string label) = KeyOf(choices[i]);
                if (answer.Equals(key, StringComparison.OrdinalIgnoreCase)
                    || answer.Equals(label, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            foreach (ChoiceDescription choice in choices)
            {
                questions.WriteLine($"{KeyOf(choice).Key} - {choice.HelpMessage}");
            }
        }
    }

    /// <summary>Asks for a user's name and password.</summary>
    public PSCredential AskCredential(string caption, string message, string? userName)
    {
        Say(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            questions.Write("User: ");
            questions.Flush();
            userName = ReadLine();
        }

        questions.Write($"Password for user {userName}: ");
        questions.Flush();
        return new PSCredential(userName, ReadSecret());
    }

    private void RequireSomebody()
    {
        if (!isInteractive)
        {
            throw new HostException($"A question came up, and the host runs with -NonInteractive. {NextStep}");
        }
    }

    private void Say(string caption, string message)
    {
        RequireSomebody();
        foreach (string text in new[] { caption, message })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                questions.WriteLine(text);
            }
        }
    }

    // The engine marks the key in the label: "Yes to &All".
    private static (string Key, string Label) KeyOf(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        string label = choice.Label.Replace("&", "", StringComparison.Ordinal);
        return mark >= 0 && mark < label.Length ? (label[mark..(mark + 1)].ToUpperInvariant(), label) : (label, label);
    }
}
