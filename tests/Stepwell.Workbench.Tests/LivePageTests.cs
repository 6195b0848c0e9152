using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Stepwell.Workbench.Live;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>When pages ask the host again: the clock moves only as far as each test says.</summary>
public sealed class LivePageTests
{
    private const int Patience = 30_000;
    private readonly PlayedFeed feed = new();
    private readonly Questions questions = new();

    [Fact(Timeout = Patience)]
    public async Task Page_SomethingRan_AsksAgainAfterItsPaceAndNotOnlyWhenIdle()
    {
        await using var stage = await OpenAsync();
        await LiveStage.UntilAsync(() => feed.IsHeard && questions.Drawn > 0);

        feed.Run("a");
        stage.Advance(Probe.OnePace);

        await LiveStage.UntilAsync(() => questions.Asked == 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_NothingRan_AsksAgainWhenIdleOnly()
    {
        await using var stage = await OpenAsync();
        await LiveStage.UntilAsync(() => questions.Drawn > 0);

        stage.Advance(Probe.OneIdle - TimeSpan.FromMilliseconds(1));
        await stage.DoAsync(() => { });
        Assert.Equal(1, questions.Asked);
        stage.Advance(TimeSpan.FromMilliseconds(1));

        await LiveStage.UntilAsync(() => questions.Asked == 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_SomethingRanDuringItsFirstQuestion_HearsOfIt()
    {
        var gate = new TaskCompletionSource();
        questions.Gate = gate.Task;
        await using var stage = await OpenAsync();

        await LiveStage.UntilAsync(() => feed.IsHeard);
        feed.Run("a");
        gate.SetResult();
        await LiveStage.UntilAsync(() => questions.Drawn > 0);
        stage.Advance(Probe.OnePace);

        await LiveStage.UntilAsync(() => questions.Asked == 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_StepsRunWhileTheHostIsSlow_StillWaitsItsPaceBetweenQuestions()
    {
        await using var stage = await OpenAsync();
        await LiveStage.UntilAsync(() => feed.IsHeard && questions.Drawn > 0);
        var gate = new TaskCompletionSource();
        questions.Gate = gate.Task;
        feed.Run("a");
        stage.Advance(Probe.OnePace);
        await LiveStage.UntilAsync(() => questions.Asked == 2);

        for (var i = 0; i < 10; i++)
        {
            feed.Run("a");
            stage.Advance(Probe.OnePace);
            await stage.DoAsync(() => { });
        }
        var drawn = questions.Drawn;
        await stage.DoAsync(gate.SetResult);
        await LiveStage.UntilAsync(() => questions.Drawn > drawn);
        await stage.DoAsync(() => { });
        Assert.Equal(2, questions.Asked);
        stage.Advance(Probe.OnePace);

        await LiveStage.UntilAsync(() => questions.Asked == 3);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_ThatIsConcernedByOneTrace_AsksAgainForThatOneOnly()
    {
        questions.Concern = "mine";
        await using var stage = await OpenAsync();
        await LiveStage.UntilAsync(() => feed.IsHeard && questions.Drawn > 0);

        feed.Run("another");
        await LiveStage.UntilAsync(() => questions.Weighed > 0);
        stage.Advance(Probe.OnePace);
        await stage.DoAsync(() => { });
        Assert.Equal(1, questions.Asked);
        feed.Run("mine");
        stage.Advance(LiveState.Gap);

        await LiveStage.UntilAsync(() => questions.Asked == 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_MoreRanThanItsHostCouldTell_AsksAgainWhateverConcernsIt()
    {
        questions.Concern = "mine";
        await using var stage = await OpenAsync();
        await LiveStage.UntilAsync(() => feed.IsHeard && questions.Drawn > 0);

        for (var i = 0; i < 10_000; i++) feed.Run("another");
        for (var i = 0; i < 10; i++) stage.Advance(LiveState.Gap);

        await LiveStage.UntilAsync(() => questions.Asked == 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Page_ThatIsFinal_AsksNoMore()
    {
        questions.Final = true;
        await using var stage = await OpenAsync();

        await LiveStage.UntilAsync(() => questions.Drawn > 0 && !feed.IsHeard);
        stage.Advance(Probe.OneIdle * 2);
        await stage.DoAsync(() => { });

        Assert.Equal((1, null), (questions.Asked, stage.Time.NextTimer));
    }

    [Fact(Timeout = Patience)]
    public async Task Pages_TheirHost_NeedMakeNoLinesOfLogForThem()
    {
        await using var stage = await OpenAsync();

        await LiveStage.UntilAsync(() => feed.IsHeard);

        Assert.False(feed.WantsLogs);
    }

    [Fact]
    public async Task Page_ThatIsLeft_StillKnowsThatItsTimeHasEnded()
    {
        await using var stage = await OpenAsync();

        await stage.LeaveAsync();

        Assert.True(questions.Page!.Ends.IsCancellationRequested);
    }

    private async Task<LiveStage> OpenAsync()
    {
        var stage = new LiveStage(feed.Host);
        await stage.OpenAsync<Probe>(new() { [nameof(Probe.Questions)] = questions });
        return stage;
    }

    /// <summary>What a page asked.</summary>
    private sealed class Questions
    {
        private volatile int asked;
        private volatile int drawn;
        private volatile int weighed;

        /// <summary>What an answer waits for.</summary>
        internal Task Gate { get; set; } = Task.CompletedTask;

        internal Probe? Page { get; set; }

        /// <summary>The one trace that concerns it; null for all.</summary>
        internal string? Concern { get; set; }

        /// <summary>True where it need ask no more.</summary>
        internal bool Final { get; set; }

        /// <summary>How often it was asked whether runs concern it.</summary>
        internal int Weighed => weighed;

        internal int Asked => asked;

        /// <summary>How often an answer was drawn.</summary>
        internal int Drawn => drawn;

        internal void Ask() => asked++;

        internal bool Weigh(IReadOnlySet<string> traces)
        {
            weighed++;
            return Concern is null || traces.Contains(Concern);
        }

        internal void Draw() => drawn++;
    }

    /// <summary>A page that shows nothing.</summary>
    private sealed class Probe : LivePage
    {
        internal static readonly TimeSpan OnePace = TimeSpan.FromSeconds(1);
        internal static readonly TimeSpan OneIdle = TimeSpan.FromSeconds(30);

        [Parameter]
        public Questions Questions { get; set; } = null!;

        internal CancellationToken Ends => Closing;

        protected override TimeSpan Pace => OnePace;

        protected override TimeSpan Idle => OneIdle;

        protected override bool Final => Questions.Final;

        protected override bool Concerns(IReadOnlySet<string> traces) => Questions.Weigh(traces);

        protected override Task LoadAsync(CancellationToken cancellation)
        {
            Questions.Page = this;
            Questions.Ask();
            return Questions.Gate;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (Loaded) Questions.Draw();
        }
    }
}
