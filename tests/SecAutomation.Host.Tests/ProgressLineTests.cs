using System.Management.Automation;
using Microsoft.Extensions.Time.Testing;
using SecAutomation.Host.Terminal;

namespace SecAutomation.Host.Tests;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _terminal = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Shows_how_far_the_work_is()
    {
        ProgressLine line = Line(width: 80);

        line.Show(new ProgressRecord(1, "Reading", "scan.nessus") { PercentComplete = 50 });

        _terminal.ToString().ShouldBe("\r\u001b[KReading  [##########          ] 50%  scan.nessus");
    }

    [Fact]
    public void Is_never_wider_than_the_terminal()
    {
        ProgressLine line = Line(width: 20);

        line.Show(new ProgressRecord(1, "Reading a file", new string('x', 200)));

        _terminal.ToString().ShouldBe("\r\u001b[KReading a file  xxx");
    }

    [Fact]
    public void Is_gone_when_the_work_is_done()
    {
        ProgressLine line = Line(width: 80);
        line.Show(new ProgressRecord(1, "Reading", "x"));

        line.Show(new ProgressRecord(1, "Reading", "x") { RecordType = ProgressRecordType.Completed });
        line.Clear();

        _terminal.ToString().ShouldBe("\r\u001b[KReading  x\r\u001b[K");
    }

    [Fact]
    public void Is_drawn_ten_times_a_second_at_most()
    {
        ProgressLine line = Line(width: 80);
        for (int i = 0; i < 100; i++)
        {
            line.Show(new ProgressRecord(1, "Reading", "x"));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        _terminal.ToString().Split('\r').Length.ShouldBe(11);
    }

    [Fact]
    public void Stays_away_from_what_is_no_terminal()
    {
        ProgressLine line = new(_terminal, isTerminal: false, () => 80, _time);

        line.Show(new ProgressRecord(1, "Reading", "x"));
        line.Clear();

        _terminal.ToString().ShouldBeEmpty();
    }

    public void Dispose() => _terminal.Dispose();

    private ProgressLine Line(int width) => new(_terminal, isTerminal: true, () => width, _time);
}
