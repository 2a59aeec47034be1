namespace SecAutomation.Engine.Paging;

internal sealed class LinkPager(LinkPaging definition, string source) : Pager(definition, source)
{
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);

    private protected override PageRequest Begin() => PageRequest.Unchanged;

    private protected override PageRequest? Decide(PageFacts facts)
    {
        if (facts.Url is { } current)
            _addresses.Add(current.AbsoluteUri);

        if (facts.HasMore == false || string.IsNullOrWhiteSpace(facts.NextLink))
            return facts.HasMore == true ? throw Incomplete("names no next page, and the server says that more follows") : null;

        Uri? next = facts.Url is null
            ? Uri.TryCreate(facts.NextLink, UriKind.Absolute, out Uri? whole) ? whole : null
            : Uri.TryCreate(facts.Url, facts.NextLink, out Uri? resolved) ? resolved : null;
        if (next is null)
            throw Incomplete("names a next page that is no address");

        if (facts.Url is { } from && (from.Scheme != next.Scheme || !string.Equals(from.Host, next.Host, StringComparison.OrdinalIgnoreCase) || from.Port != next.Port))
        {
            throw new FailureException(
                FailureId.RedirectRefused,
                $"{Source}: page {Text(Pages)} names {next.GetLeftPart(UriPartial.Authority)} for the next page. Credentials of {from.GetLeftPart(UriPartial.Authority)} are not sent there.",
                "Register the connection with the address that the server itself uses.",
                Source);
        }

        return _addresses.Add(next.AbsoluteUri) ? new PageRequest { Url = next } : throw Incomplete("names a next page that was read already");
    }
}
