using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SecAutomation;

/// <summary>A host's name, taken apart so that it can be compared. Any text can be parsed; what is no name says why.</summary>
/// <remarks>
/// Names compare without case, a trailing dot and a trailing <c>$</c>. What sources write around a name is left out:
/// <c>DOMAIN\</c>, <c>user@</c>, brackets, <c>:port</c>, quotation marks, the service of an SPN, the scheme and path of a URL. The parts that are keys are ASCII and
/// lower-case. The same text gives the same parts in every culture.
/// </remarks>
public readonly record struct HostName
{
    private const int LongestLabel = 63;
    private const int LongestName = 253;
    private const string EmptyReason = "it is empty";

    private static readonly IdnMapping s_idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    private readonly string? _raw;
    private readonly string? _reason;
    private readonly string? _short;
    private readonly string? _shortKey;

    private HostName(string raw, HostNameStatus status, string? spelled, string? reason)
    {
        _raw = raw;
        _short = spelled;
        _reason = reason;
        Status = status;
    }

    private HostName(string raw, string spelled, string shortKey, string? domain, string? fqdn, string? netBiosDomain)
    {
        _raw = raw;
        _short = spelled;
        _shortKey = shortKey;
        Status = HostNameStatus.Name;
        Domain = domain;
        Fqdn = fqdn;
        NetBiosDomain = netBiosDomain;
    }

    /// <summary>The text as it came; empty for the default value.</summary>
    public string Raw => _raw ?? "";

    /// <summary>What the text is.</summary>
    public HostNameStatus Status { get; }

    /// <summary>Why it is no name, as the end of a sentence; empty for a name.</summary>
    public string Reason => _reason ?? (Status == HostNameStatus.Invalid ? EmptyReason : "");

    /// <summary>The first label as spelled; for what is no name the text without what stands around it.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word of the field: short name, as against the fully qualified one.")]
    public string Short => _short ?? "";

    /// <summary>The first label as a key; empty for what is no name.</summary>
    public string ShortKey => _shortKey ?? "";

    /// <summary>The DNS domain as a key; null where there is none, or one that says nothing (<c>localdomain</c>, <c>lan</c>).</summary>
    public string? Domain { get; }

    /// <summary>The full name as a key; null without a <see cref="Domain"/>.</summary>
    public string? Fqdn { get; }

    /// <summary>The Windows domain before a backslash, lower-case; null where there is none, or one that says nothing.</summary>
    public string? NetBiosDomain { get; }

    /// <summary>The address in canonical text where the text is one.</summary>
    public string? IPAddress => Status == HostNameStatus.IPAddress ? _short : null;

    /// <summary>True for a name of one machine.</summary>
    public bool IsName => Status == HostNameStatus.Name;

    /// <summary>Takes a text apart. It never throws.</summary>
    /// <param name="raw">A name as a source spells it.</param>
    /// <returns>Its parts, or why it is no name.</returns>
    public static HostName Parse(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return default;

        string text = raw;
        bool isAscii = Ascii.IsValid(raw);
        if (!isAscii)
        {
            try
            {
                text = raw.Normalize(NormalizationForm.FormC);
            }
            catch (ArgumentException)
            {
                return new HostName(raw, HostNameStatus.Invalid, raw.Trim(), "it holds half a character");
            }
        }

        if (text.Contains('\0'))
            text = text.Replace("\0", "", StringComparison.Ordinal);

        ReadOnlySpan<char> bare = text.AsSpan().Trim();
        if (bare.IsEmpty)
            return default;
        if (GenericName.IsPlaceholder(bare))
            return new HostName(raw, HostNameStatus.Placeholder, Keep(bare, raw), "it stands for a name that is not known");

        bare = HostNameFrame.Strip(bare, out ReadOnlySpan<char> netBiosDomain);
        if (bare.IsEmpty)
            return new HostName(raw, HostNameStatus.Invalid, raw.Trim(), "nothing is left without what stands around it");
        if (GenericName.IsPlaceholder(bare))
            return new HostName(raw, HostNameStatus.Placeholder, Keep(bare, raw), "it stands for a name that is not known");
        if (LooksLikeAddress(bare) && AddressText.CanonicalIPAddress(bare) is string address)
            return OfAddress(raw, address);

        return isAscii ? OfAscii(raw, bare, bare, netBiosDomain) : OfUnicode(raw, bare, netBiosDomain);
    }

    /// <inheritdoc/>
    public override string ToString() => Fqdn ?? Short;

    private static bool LooksLikeAddress(ReadOnlySpan<char> text) => char.IsAsciiDigit(text[0]) || text.Contains(':');

    private static HostName OfAddress(string raw, string address)
    {
        string spelled = address == raw ? raw : address;
        return AddressText.NamesOneMachine(address)
            ? new HostName(raw, HostNameStatus.IPAddress, spelled, "it is an IP address")
            : new HostName(raw, HostNameStatus.Placeholder, spelled, "it is an address that no single machine has");
    }

    private static HostName OfUnicode(string raw, ReadOnlySpan<char> bare, ReadOnlySpan<char> netBiosDomain)
    {
        string ascii;
        try
        {
            ascii = s_idn.GetAscii(bare.ToString().ToLowerInvariant()).TrimEnd('.');
        }
        catch (ArgumentException)
        {
            return new HostName(raw, HostNameStatus.Invalid, bare.ToString(), Complaint(bare) ?? "it is no internationalised name");
        }

        return ascii.Length == 0
            ? new HostName(raw, HostNameStatus.Invalid, bare.ToString(), EmptyReason)
            : OfAscii(raw, bare, ascii, netBiosDomain);
    }

    private static HostName OfAscii(
        string raw, ReadOnlySpan<char> spelled, ReadOnlySpan<char> name, ReadOnlySpan<char> netBiosDomain)
    {
        if (Complaint(name) is string complaint)
            return new HostName(raw, HostNameStatus.Invalid, Keep(spelled, raw), complaint);

        int dot = name.IndexOf('.');
        int firstLabel = dot < 0 ? name.Length : dot;
        if (GenericName.Objection(name, firstLabel) is string objection)
            return new HostName(raw, HostNameStatus.Placeholder, Keep(spelled, raw), objection);

        int spelledDot = spelled.IndexOfAny(".\u3002\uFF0E\uFF61");
        string first = Keep(spelledDot < 0 ? spelled : spelled[..spelledDot], raw);
        string shortKey = Lower(name[..firstLabel], first);
        // A machine in no domain names itself as its domain.
        string? windows = netBiosDomain.IsEmpty || GenericName.IsFakeDomain(netBiosDomain)
                || netBiosDomain.Equals(shortKey, StringComparison.OrdinalIgnoreCase)
            ? null
            : netBiosDomain.ToString().ToLowerInvariant();
        if (dot < 0 || GenericName.IsFakeDomain(name[(dot + 1)..]))
            return new HostName(raw, first, shortKey, null, null, windows);

        string fqdn = Lower(name, raw);
        return new HostName(raw, first, shortKey, fqdn[(dot + 1)..], fqdn, windows);
    }

    /// <summary>What keeps the text from being a name; null where nothing does.</summary>
    private static string? Complaint(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
            return $"it is longer than {LongestName} characters";

        int labelStart = 0;
        bool isNumber = true;
        bool hasLetterOrDigit = false;
        for (int i = 0; i <= name.Length; i++)
        {
            char c = i < name.Length ? name[i] : '.';
            if (c == '.')
            {
                int length = i - labelStart;
                if (length == 0)
                    return "it has an empty part between dots";
                if (length > LongestLabel)
                    return $"a part of it is longer than {LongestLabel} characters";
                if (!hasLetterOrDigit)
                    return "it holds no letter and no digit";
                if (i == name.Length)
                    break;
                labelStart = i + 1;
                isNumber = true;
                continue;
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                hasLetterOrDigit = true;
                isNumber &= char.IsAsciiDigit(c);
                continue;
            }

            isNumber = false;
            if (c is not ('-' or '_'))
                return $"it holds {Describe(c)}";
            if (c == '-' && i == labelStart)
                return "a part of it begins with a hyphen";
        }

        // A top level of digits alone is an address that is none: 192.168.1.1001, 010.0.0.5, 10.0.0.
        return isNumber && labelStart > 0 ? "it looks like an IP address and is none" : null;
    }

    private static string Describe(char c) => c switch
    {
        ' ' => "a blank",
        > ' ' and <= '~' => $"the character '{c}'",
        _ => string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)c:X4}"),
    };

    private static string Keep(ReadOnlySpan<char> text, string original) =>
        text.Length == original.Length && text.SequenceEqual(original) ? original : text.ToString();

    private static string Lower(ReadOnlySpan<char> ascii, string original)
    {
        if (ascii.SequenceEqual(original) && !ascii.ContainsAnyInRange('A', 'Z'))
            return original;

        Span<char> lower = stackalloc char[LongestName];
        Ascii.ToLower(ascii, lower, out int written);
        return lower[..written].ToString();
    }
}
