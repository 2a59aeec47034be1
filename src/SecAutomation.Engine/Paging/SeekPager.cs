using System.Globalization;
using System.Numerics;

namespace SecAutomation.Engine.Paging;

internal sealed class SeekPager(SeekPaging definition, string source) : Pager(definition, source)
{
    private const int HexDigits = 32;

    private BigInteger _from;
    private string? _after;

    private protected override PageRequest Begin() => At();

    // The total is of what follows, and was counted before the page was read: one that was made in between is on the page and not in the total.
    private protected override long? Announced(PageFacts facts) =>
        facts.Total is { } total ? Received - facts.Records + Math.Max(total, facts.Records) : null;

    private protected override PageRequest? Decide(PageFacts facts)
    {
        BigInteger next = _from;
        foreach (BigInteger number in facts.Number)
        {
            if (number < next)
                throw Incomplete("holds a record that was not asked for, or out of its order: the server leaves a part of the request out");

            next = number + 1;
        }

        if (facts.Records == 0)
            return facts.Total > 0 || facts.HasMore == true ? throw Incomplete("is empty, and the server says that more follows") : null;

        // One that was taken away in between is in the total and not on the page; the next page tells.
        bool goesOn = facts.Total is { } total ? facts.Records < total : facts.HasMore ?? true;
        if (!goesOn)
            return null;

        (_from, _after) = (next, facts.LastName);
        return At();
    }

    private PageRequest At()
    {
        PageParameter size = new(definition.SizeParameter, Text(definition.PageSize));
        string? from = definition.By switch
        {
            // Of a number whose first bit is set, a further digit tells that it is not negative.
            SeekKey.HexId => _from.ToString($"x{HexDigits}", CultureInfo.InvariantCulture)[^HexDigits..],
            SeekKey.Number => _after,
            _ => _from.ToString(CultureInfo.InvariantCulture),
        };
        return new PageRequest { Parameter = from is null ? [size] : [new(definition.FromParameter, from), size] };
    }
}
