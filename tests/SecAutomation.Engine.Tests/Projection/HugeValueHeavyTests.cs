using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>Values larger than an array can be. They take seconds: run them with <c>--filter-trait Category=Heavy</c>.</summary>
[Trait("Category", "Heavy")]
public sealed class HugeValueHeavyTests
{
    private const long Megabyte = 1024 * 1024;
    private const long MegabytesOfValue = 2200;

    // A buffer that doubles up to the limit of a record, all in all; far below the value.
    private const long MostAllocated = 512 * Megabyte;

    public static TheoryData<RecordFormat, string, string> Documents => new()
    {
        { RecordFormat.Json, """[{"name":"web01","huge":"{0}","score":"9.8"}]""", "[]" },
        { RecordFormat.Xml, "<all><one><name>web01</name><huge>{0}</huge><score>9.8</score></one></all>", "all/one" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_value_of_two_gigabytes_that_nobody_asked_for_is_passed_over(RecordFormat format, string document, string records)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RecordReader reader = Open(format, document, records, "name", "score");

        Reading.Dump(reader).ShouldBe(["web01|9.8"]);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_value_of_two_gigabytes_that_was_asked_for_is_refused_where_it_stands(RecordFormat format, string document, string records)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RecordReader reader = Open(format, document, records, "name", "huge");

        FailureException? failure = null;
        try
        {
            if (reader.Read(TestContext.Current.CancellationToken))
                failure = reader.Failure;
        }
        catch (FailureException thrown)
        {
            failure = thrown;
        }

        failure.ShouldNotBeNull().Id.ShouldBe(FailureId.LimitExceeded);
        failure.Message.ShouldStartWith("sample");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    [Fact]
    public void A_csv_row_of_two_gigabytes_ends_the_file_because_most_likely_a_quote_is_open()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RecordReader reader = Open(RecordFormat.Csv, "name,huge\nweb01,{0}\nweb02,small\n", "", "name");

        FailureException failure = Should.Throw<FailureException>(() => reader.Read(TestContext.Current.CancellationToken));

        failure.Id.ShouldBe(FailureId.LimitExceeded);
        failure.Message.ShouldStartWith("sample: the row after line 1 ");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    [Fact]
    public void A_line_of_two_gigabytes_is_left_out_with_an_error_and_the_next_one_is_read()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RecordReader reader = Open(
            RecordFormat.NdJson, "{\"name\":\"web01\",\"huge\":\"{0}\"}\n{\"name\":\"web02\"}\n", "", "name");

        reader.Read(TestContext.Current.CancellationToken).ShouldBeTrue();
        reader.Failure.ShouldNotBeNull().Id.ShouldBe(FailureId.LimitExceeded);
        reader.Failure.Message.ShouldStartWith("sample, line ");
        reader.Read(TestContext.Current.CancellationToken).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        reader.Text(0).ShouldBe("web02");
        reader.Read(TestContext.Current.CancellationToken).ShouldBeFalse();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    private static RecordReader Open(RecordFormat format, string document, string records, params string[] fields)
    {
        string[] halves = document.Split("{0}");
        byte[] megabyte = new byte[Megabyte];
        Array.Fill(megabyte, (byte)'x');
        RepeatingStream content = new(
            Encoding.UTF8.GetBytes(halves[0]), megabyte, MegabytesOfValue, Encoding.UTF8.GetBytes(halves[1]));
        return Reading.Open(Reading.Map(format, records, [.. fields.Select(field => Reading.Field(field))]), content, ReadLimits.Default);
    }
}
