using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace SecAutomation.Remediation.Rendering;

/// <summary>The template of a ticket's text: Liquid over Markdown. Each value is escaped unless the template says <c>raw</c>.</summary>
public sealed partial class TicketTemplate
{
    private const int UsualLimit = 30_000, ShortestLimit = 1_000;

    // Lists of so many entries mostly fit or nearly do. Longer ones are tried in part first: a text of 20,000 hosts takes seconds, to be thrown away.
    private const int ShortList = 256, Growth = 4;
    private const int MostSteps = 1_000_000, DeepestRecursion = 50;
    private const string Fence = "```";
    private const string CutRemark = "The rest of this text was cut: it is longer than the tracker takes.";

    private static readonly Lazy<FluidParser> s_parser = new(() => new FluidParser(new FluidParserOptions { AllowFunctions = false }));
    private static readonly Lazy<TemplateOptions> s_options = new(MakeOptions);
    private static readonly Lazy<TicketTemplate> s_default = new(() =>
    {
        using Stream stream = typeof(TicketTemplate).Assembly.GetManifestResourceStream("ticket.md.liquid")!;
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd(), "the built-in template");
    });

    private readonly IFluidTemplate _template;
    private readonly string _text;
    private readonly string _source;

    private TicketTemplate(string text, string source, IFluidTemplate template, int maximumLength)
    {
        MaximumLength = maximumLength;
        _text = text;
        _source = source;
        _template = template;
    }

    /// <summary>The template of the module.</summary>
    public static TicketTemplate Default => s_default.Value;

    /// <summary>The greatest length of a text, in UTF-16 code units. 30,000, which the strictest of the common trackers takes.</summary>
    public int MaximumLength { get; }

    /// <summary>The template for a tracker that takes more or less.</summary>
    /// <param name="maximumLength">The greatest length of a text, at least 1,000.</param>
    /// <returns>The same template with that limit.</returns>
    public TicketTemplate Within(int maximumLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, ShortestLimit);
        return new TicketTemplate(_text, _source, _template, maximumLength);
    }

    /// <summary>Reads a template.</summary>
    /// <param name="text">Liquid over Markdown.</param>
    /// <param name="source">What to call it in messages: its path.</param>
    /// <returns>The template.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.TemplateInvalid"/>, with the line.</exception>
    public static TicketTemplate Parse(string text, string source)
    {
        if (!s_parser.Value.TryParse(text, out IFluidTemplate template, out string error))
        {
            Match place = Place().Match(error);
            string what = place.Success ? error[..place.Index].TrimEnd() : error.ReplaceLineEndings(" ");
            throw Invalid(source, place.Success ? int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : null, what, null);
        }

        return new TicketTemplate(text, source, template, UsualLimit);
    }

    /// <summary>Writes the text of a ticket.</summary>
    /// <param name="draft">The ticket; its text is not looked at.</param>
    /// <param name="dueReason">How the due date came about.</param>
    /// <param name="today">The day of the run, to which ages are reckoned.</param>
    /// <returns>Markdown of at most <see cref="MaximumLength"/>, which holds the ticket's <see cref="TicketMarker"/> whatever the template says.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.TemplateInvalid"/>: the template names what is not there, or does not end.</exception>
    public string Render(TicketDraft draft, string dueReason, DateOnly today) => Render(draft, dueReason, today, out _);

    /// <summary>Writes the text of a ticket, and says whether it leaves something out.</summary>
    internal string Render(TicketDraft draft, string dueReason, DateOnly today, out bool isShortened)
    {
        string block = TicketMarker.Of(draft).ToText(MaximumLength / 2);
        FixGroup[] fixes = FixGroup.Of(draft.Content.Host);
        int longest = TicketModel.LongestList(draft);
        // The longest lists that fit: upwards in strides, then each step halves what is left to try.
        (int fits, int tooLong) = (-1, longest + 1);
        string? best = null;
        for (int limit = Math.Min(longest, ShortList); tooLong > longest && fits < longest; limit = (int)Math.Min(longest, (long)limit * Growth))
            Try(limit);
        while (tooLong - fits > 1)
            Try(fits + ((tooLong - fits) / 2));

        isShortened = fits < longest;
        return best ?? Cut(Render(longest), block);

        void Try(int limit)
        {
            string text = Render(limit);
            if (text.Length <= MaximumLength)
                (fits, best) = (limit, text);
            else
                tooLong = limit;
        }

        string Render(int limit)
        {
            string text = Write(new TicketModel(draft, fixes, dueReason, today, block, limit)).TrimEnd();
            return $"{(text.Contains(block, StringComparison.Ordinal) ? text : $"{text}\n\n{block}")}\n";
        }
    }

    private string Write(TicketModel model)
    {
        try
        {
            string text = _template.Render(new TemplateContext(model, s_options.Value), MarkdownEncoder.Instance, isolateContext: true);
            return text.ReplaceLineEndings("\n");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Invalid(_source, LineOf(exception.Message), exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private string Cut(string text, string block)
    {
        string end = $"\n\n{CutRemark}\n\n{block}\n";
        int room = Math.Max(0, MaximumLength - end.Length - Fence.Length - 1);
        string start = text.Replace(block, "", StringComparison.Ordinal);
        start = start[..Math.Min(room, start.Length)];
        start = start[..Math.Max(0, start.LastIndexOf('\n'))].TrimEnd();
        bool isFenceOpen = start.Split('\n').Count(line => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal)) % 2 == 1;
        return isFenceOpen ? $"{start}\n{Fence}{end}" : start + end;
    }

    // Errors at run time name a variable or a filter and no place: the first line that has the word.
    private int? LineOf(string message)
    {
        if (Quoted().Match(message) is not { Success: true } quoted)
        {
            return null;
        }

        string[] lines = _text.ReplaceLineEndings("\n").Split('\n');
        int line = Array.FindIndex(lines, one => one.Contains(quoted.Groups["word"].Value, StringComparison.Ordinal));
        return line < 0 ? null : line + 1;
    }

    private static FailureException Invalid(string source, int? line, string what, Exception? cause) => new(
        FailureId.TemplateInvalid,
        line is null ? $"The ticket template {source} is wrong: {what.TrimEnd('.')}." : $"The ticket template {source} is wrong in line {line}: {what.TrimEnd('.')}.",
        "Get-Help about_SecAutomation_Tickets lists what a template can use.",
        source,
        cause);

    private static TemplateOptions MakeOptions()
    {
        TemplateOptions options = new()
        {
            StrictFilters = true,
            MaxSteps = MostSteps,
            MaxRecursion = DeepestRecursion,
            CultureInfo = CultureInfo.InvariantCulture,

            // Fluid's own strictness takes a value that is absent for a misspelt name, and does not say which.
            Undefined = name => throw new FluidException($"'{name}' is nothing that a template can use"),
        };
        options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.SnakeCase;
        options.MemberAccessStrategy.Register<TicketModel>();
        options.MemberAccessStrategy.Register<TicketFacts>();
        options.MemberAccessStrategy.Register<FixModel>();
        options.MemberAccessStrategy.Register<DetectionModel>();
        options.MemberAccessStrategy.Register<HostModel>();
        return options;
    }

    [GeneratedRegex(@"\bat \((?<line>\d+):\d+\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex("'(?<word>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
